//! HTTP/1.1 as far as the API needs it: requests are read with bounds, and API calls are recognised.

use std::io::{self, Read, Write};

use super::request::{Params, Request};

/// Bulk calls of 500 rows are far smaller.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;
const MAX_HEAD_BYTES: usize = 64 * 1024;
const MAX_HEADERS: usize = 64;
const READ_BYTES: usize = 16 * 1024;
const API_PATH: &str = "/gmkt.inc.front.qapiservice/ebayjapan.qapi";

#[derive(Debug)]
pub(crate) struct HttpRequest {
    verb: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    pub(crate) keep_alive: bool,
}

/// What can be read from a connection.
#[derive(Debug)]
pub(crate) enum Incoming {
    Request(HttpRequest),
    /// Not HTTP, or too big: the answer's status.
    Bad(u16),
    /// The other side has gone.
    End,
}

/// Reads one request; `left` holds what came after the last one.
pub(crate) fn read_request(stream: &mut (impl Read + Write), left: &mut Vec<u8>) -> io::Result<Incoming> {
    let head = loop {
        match parse_head(left) {
            Ok(Some(head)) => break head,
            Ok(None) if left.len() > MAX_HEAD_BYTES => return Ok(Incoming::Bad(431)),
            Ok(None) => {}
            Err(()) => return Ok(Incoming::Bad(400)),
        }
        if !read_more(stream, left)? {
            return Ok(Incoming::End);
        }
    };
    let (head_bytes, mut request) = head;
    if request.get_header("transfer-encoding").is_some() {
        return Ok(Incoming::Bad(411));
    }
    let body_bytes = match request.get_header("content-length").map(str::parse::<usize>) {
        None => 0,
        Some(Ok(bytes)) if bytes <= MAX_BODY_BYTES => bytes,
        Some(Ok(_)) => return Ok(Incoming::Bad(413)),
        Some(Err(_)) => return Ok(Incoming::Bad(400)),
    };
    if request.get_header("expect").is_some() && left.len() < head_bytes + body_bytes {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    while left.len() < head_bytes + body_bytes {
        if !read_more(stream, left)? {
            return Ok(Incoming::End);
        }
    }
    let rest = left.split_off(head_bytes + body_bytes);
    request.body = left.split_off(head_bytes);
    *left = rest;
    Ok(Incoming::Request(request))
}

fn read_more(stream: &mut impl Read, left: &mut Vec<u8>) -> io::Result<bool> {
    let mut chunk = [0; READ_BYTES];
    let count = stream.read(&mut chunk)?;
    left.extend_from_slice(&chunk[..count]);
    Ok(count > 0)
}

fn parse_head(bytes: &[u8]) -> Result<Option<(usize, HttpRequest)>, ()> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let head_bytes = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(bytes)) => bytes,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(()),
    };
    let own = |h: &httparse::Header| {
        (h.name.to_ascii_lowercase(), String::from_utf8_lossy(h.value).trim().to_owned())
    };
    let mut request = HttpRequest {
        verb: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        headers: parsed.headers.iter().map(own).collect(),
        body: Vec::new(),
        keep_alive: false,
    };
    let close = request.get_header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
    request.keep_alive = parsed.version == Some(1) && !close;
    Ok(Some((head_bytes, request)))
}

impl HttpRequest {
    fn get_header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The API call that it makes; none for any other path or verb.
    pub(crate) fn to_api_request(&self) -> Option<Request> {
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        let after = path.get(API_PATH.len()..)?;
        let fits = path[..API_PATH.len()].eq_ignore_ascii_case(API_PATH)
            && matches!(self.verb.as_str(), "GET" | "POST");
        if !fits {
            return None;
        }
        let mut pairs = parse_form(query.as_bytes());
        if self.verb == "POST" {
            let is_json =
                self.get_header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
            pairs.extend(if is_json { parse_json_object(&self.body) } else { parse_form(&self.body) });
        }
        let mut take = |name: &str| {
            let at = pairs.iter().position(|(n, _)| n.eq_ignore_ascii_case(name))?;
            Some(pairs.remove(at).1)
        };
        let key = take("key");
        let version = take("v");
        let is_xml = take("returnType").is_some_and(|kind| kind.to_ascii_lowercase().ends_with("xml"));
        let in_path = after.strip_prefix('/').filter(|method| !method.is_empty());
        let method = match in_path {
            Some(method) => decode_percent(method.as_bytes()),
            None if after.trim_start_matches('/').is_empty() => take("method")?,
            None => return None,
        };
        let own = |name| self.get_header(name).map(str::to_owned);
        Some(Request {
            method,
            params: Params(pairs),
            key: own("giosiscertificationkey").or(key).unwrap_or_default(),
            version: own("qapiversion").or(version).unwrap_or_default(),
            is_xml,
        })
    }
}

/// The members of a JSON object as parameters; lists and objects as their JSON.
fn parse_json_object(bytes: &[u8]) -> Vec<(String, String)> {
    let members: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(bytes).unwrap_or_default();
    let text = |value| match value {
        serde_json::Value::String(text) => text,
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    members.into_iter().map(|(name, value)| (name, text(value))).collect()
}

fn parse_form(bytes: &[u8]) -> Vec<(String, String)> {
    let pairs = bytes.split(|b| *b == b'&').filter(|pair| !pair.is_empty());
    let pair = |pair: &[u8]| {
        let at = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
        (decode_percent(&pair[..at]), decode_percent(pair.get(at + 1..).unwrap_or_default()))
    };
    pairs.map(pair).collect()
}

fn decode_percent(bytes: &[u8]) -> String {
    let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 2;
            }
            (b'+', _, _) => out.push(b' '),
            _ => out.push(*byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Wire(io::Cursor<Vec<u8>>, Vec<u8>);

    impl Read for Wire {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let few = buffer.len().min(if self.0.position() < 200 { 7 } else { 4096 });
            self.0.read(&mut buffer[..few])
        }
    }

    impl Write for Wire {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.1.write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn incoming(text: &str) -> (Incoming, Vec<u8>) {
        let mut wire = Wire(io::Cursor::new(text.as_bytes().to_vec()), Vec::new());
        let mut left = Vec::new();
        (read_request(&mut wire, &mut left).unwrap(), wire.1)
    }

    fn call(text: &str) -> Option<Request> {
        match incoming(text).0 {
            Incoming::Request(request) => request.to_api_request(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn all_forms_mean_the_same_call() {
        let base = "/GMKT.INC.Front.QAPIService/ebayjapan.qapi";
        let form_a = format!(
            "POST {base}/Claim.SetCancelProcess HTTP/1.1\r\nGiosisCertificationKey: k+1\r\n\
             QAPIVersion: 1.0\r\nContent-Length: 30\r\n\r\nContrNo=1&SellerMemo=%E8%A6%8B"
        );
        let form_b = format!(
            "GET {base}?key=k%2B1&v=1.0&returnType=json&method=Claim.SetCancelProcess&ContrNo=1\
             &SellerMemo=%E8%A6%8B HTTP/1.1\r\n\r\n"
        );
        let mixed = format!(
            "GET {base}/Claim.SetCancelProcess?key=k%2B1&v=1.0&ContrNo=1\
             &SellerMemo=%e8%a6%8b HTTP/1.1\r\n\r\n"
        );
        let as_json = format!(
            "POST {base}/Claim.SetCancelProcess?v=1.0 HTTP/1.1\r\nGiosisCertificationKey: k+1\r\n\
             Content-Type: application/json\r\nContent-Length: 34\r\n\r\n\
             {{\"ContrNo\":1,\"SellerMemo\":\"見\"}}  "
        );
        let expected = Request {
            method: "Claim.SetCancelProcess".to_owned(),
            params: Params::from_pairs(&[("ContrNo", "1"), ("SellerMemo", "見")]),
            key: "k+1".to_owned(),
            version: "1.0".to_owned(),
            is_xml: false,
        };
        for text in [form_a, form_b, mixed, as_json] {
            assert_eq!(call(&text), Some(expected.clone()), "{text}");
        }
    }

    #[test]
    fn xml_is_answered_where_it_is_asked_for() {
        for (kind, is_xml) in
            [("xml", true), ("text/xml", true), ("XML", true), ("json", false), ("application/json", false)]
        {
            let target = format!("{API_PATH}/A.B?returnType={kind}");
            assert_eq!(call(&format!("GET {target} HTTP/1.1\r\n\r\n")).unwrap().is_xml, is_xml, "{kind}");
        }
    }

    #[test]
    fn other_paths_and_verbs_are_no_calls() {
        for start in [
            "GET /",
            "GET /GMKT.INC.Front.QAPIService/other.qapi",
            "PUT /GMKT.INC.Front.QAPIService/ebayjapan.qapi/A.B",
        ] {
            assert_eq!(call(&format!("{start} HTTP/1.1\r\n\r\n")), None);
        }
    }

    #[test]
    fn bounds_are_kept() {
        let post = |header: &str| incoming(&format!("POST / HTTP/1.1\r\n{header}\r\n\r\n")).0;
        assert!(matches!(post("Content-Length: 99999999999"), Incoming::Bad(413)));
        assert!(matches!(post("Content-Length: -1"), Incoming::Bad(400)));
        assert!(matches!(post("Transfer-Encoding: chunked"), Incoming::Bad(411)));
        assert!(matches!(
            post(&format!("X: {}", "x".repeat(70_000))),
            Incoming::Bad(431) | Incoming::Request(_)
        ));
        assert!(matches!(incoming("\u{1}nonsense\r\n\r\n").0, Incoming::Bad(400)));
        assert!(matches!(incoming("GET / HTT").0, Incoming::End));
    }

    #[test]
    fn a_client_that_waits_to_be_asked_is_asked() {
        let (_, sent) = incoming("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 900\r\n\r\nx");
        assert!(sent.starts_with(b"HTTP/1.1 100"));
    }
}
