//! What a row that joins two things says of them: a small tag, and from when to when it counts.

use menjin_model::{CollaboratorRole, Perm, Span};

/// A value in two parts: the tag lies with the entry, the span, which is nearly always [`Span::ALWAYS`], apart.
pub(super) trait Value: Copy + PartialEq {
    /// How many bits a tag has.
    const TAG_BITS: u32;

    /// Into its parts.
    fn split(self) -> (u8, Span);

    /// From its parts.
    fn join(tag: u64, span: Span) -> Self;
}

impl Value for () {
    const TAG_BITS: u32 = 0;

    fn split(self) -> (u8, Span) {
        (0, Span::ALWAYS)
    }

    fn join(_: u64, _: Span) -> Self {}
}

impl Value for Span {
    const TAG_BITS: u32 = 0;

    fn split(self) -> (u8, Span) {
        (0, self)
    }

    fn join(_: u64, span: Span) -> Self {
        span
    }
}

impl Value for (Perm, Span) {
    const TAG_BITS: u32 = 2;

    fn split(self) -> (u8, Span) {
        let tag = match self.0 {
            Perm::View => 0,
            Perm::Edit => 1,
            Perm::FullAccess => 2,
        };
        (tag, self.1)
    }

    fn join(tag: u64, span: Span) -> Self {
        let perm = match tag {
            0 => Perm::View,
            1 => Perm::Edit,
            _ => Perm::FullAccess,
        };
        (perm, span)
    }
}

impl Value for CollaboratorRole {
    const TAG_BITS: u32 = 2;

    fn split(self) -> (u8, Span) {
        let tag = match self {
            Self::Administrator => 0,
            Self::Developer => 1,
            Self::Operator => 2,
        };
        (tag, Span::ALWAYS)
    }

    fn join(tag: u64, _: Span) -> Self {
        match tag {
            0 => Self::Administrator,
            1 => Self::Developer,
            _ => Self::Operator,
        }
    }
}
