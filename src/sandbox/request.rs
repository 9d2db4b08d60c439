//! A call of the API as it came in, and what is said to it.

/// Named parameters, in the order they came. Names are matched in any case, as ASP.NET does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Params(pub Vec<(String, String)>);

impl Params {
    pub fn from_pairs(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// The value of a name; empty when it was not given.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// The first of two names that has a value.
    pub(crate) fn get_either(&self, name: &str, other: &str) -> &str {
        if self.get(name).is_empty() { self.get(other) } else { self.get(name) }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// `ShippingBasic.GetShippingInfo_v3`, in any case.
    pub method: String,
    /// Of body and query together.
    pub params: Params,
    /// From header or query; empty when there was none.
    pub key: String,
    /// `1.0`; empty when there was none.
    pub version: String,
    /// Whether the answer is to be XML.
    pub is_xml: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiReply {
    /// The HTTP status is always 200.
    pub body: String,
    /// Whether a method ran at all: not so when the gateway refused.
    pub acted: bool,
}
