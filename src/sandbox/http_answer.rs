//! HTTP answers, and the web pages that gateways send instead of them.

#[derive(Debug)]
pub(crate) struct HttpAnswer {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    /// Further header lines, each with its line end.
    pub(crate) more: String,
    pub(crate) body: Vec<u8>,
}

impl HttpAnswer {
    pub(crate) fn from_status(status: u16) -> Self {
        let body = format!(
            "<!DOCTYPE html><html><head><title>{0}</title></head><body>{0}</body></html>\n",
            reason_phrase(status)
        );
        let body = body.into_bytes();
        Self { status, content_type: "text/html; charset=utf-8", more: String::new(), body }
    }

    /// Head and body as sent.
    pub(crate) fn to_bytes(&self, keep_alive: bool) -> Vec<u8> {
        let connection = if keep_alive { "keep-alive" } else { "close" };
        let head = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: {connection}\r\n{}\r\n",
            self.status,
            reason_phrase(self.status),
            self.content_type,
            self.body.len(),
            self.more
        );
        [head.as_bytes(), &self.body].concat()
    }
}

fn reason_phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        404 => "Not Found",
        411 => "Length Required",
        413 => "Content Too Large",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        _ => "Internal Server Error",
    }
}
