//! Small cases, one file for each kind of resource.
