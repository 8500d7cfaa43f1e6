//! The two languages of the console.

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The one a browser wishes by `Accept-Language`: the first of the two it names, Chinese where it names neither.
    #[must_use]
    pub fn wished(header: &str) -> Self {
        let named = |wish: &str| match wish.trim().get(..2)? {
            language if language.eq_ignore_ascii_case("zh") => Some(Self::Zh),
            language if language.eq_ignore_ascii_case("en") => Some(Self::En),
            _ => None,
        };
        header.split(',').find_map(named).unwrap_or_default()
    }

    /// The one with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// As it is written in addresses and cookies.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.s("zh", "en")
    }

    /// As HTML writes it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.s("zh-CN", "en")
    }

    /// The text in this language.
    #[must_use]
    pub const fn s<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_first_of_the_two_that_a_browser_names_is_taken() {
        for (header, lang) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Lang::Zh),
            ("en-GB,en;q=0.9,zh;q=0.8", Lang::En),
            ("fr-FR, EN;q=0.5", Lang::En),
            ("fr", Lang::Zh),
            ("", Lang::Zh),
            ("é", Lang::Zh),
        ] {
            assert_eq!(Lang::wished(header), lang, "{header}");
        }
    }
}
