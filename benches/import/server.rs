//! A Qoo10 that gives one prepared reply to "new orders", and has nothing else to say.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

const NOTHING: &[u8] = br#"{"ResultObject":[],"ResultCode":0,"ResultMsg":"SUCCESS"}"#;

/// Serves `reply` for as long as the process lives. The result is the base URL.
pub(crate) fn start(reply: Vec<u8>) -> anyhow::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base = format!("http://{}", listener.local_addr()?);
    let reply: Arc<[u8]> = reply.into();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let reply = Arc::clone(&reply);
            // A client that goes away ends its connection, and nothing else.
            std::thread::spawn(move || drop(talk(stream, &reply)));
        }
    });
    Ok(base)
}

fn talk(mut stream: TcpStream, reply: &[u8]) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(form) = request(&mut reader)? {
        let body = if form.contains("ShippingStatus=2") { reply } else { NOTHING };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
    }
    Ok(())
}

/// The next request's form; none when the client has hung up.
fn request(reader: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end().to_ascii_lowercase().split_once(": ") {
            Some(("content-length", n)) => length = n.parse().unwrap_or(0),
            Some(_) => {}
            None if line.trim_end().is_empty() => break,
            None => {}
        }
    }
    let mut form = vec![0; length];
    reader.read_exact(&mut form)?;
    Ok(Some(String::from_utf8_lossy(&form).into_owned()))
}
