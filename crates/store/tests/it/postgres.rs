//! What only a database on a server has: other nodes, failures of the connection, a lease.
