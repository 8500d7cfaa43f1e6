//! The facts of one question.
