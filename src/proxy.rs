//! The proxy on the way out, from the variables' values to what the HTTP library takes.

use ureq::Proxy;

use crate::domain::said::Said;

/// The proxy at a URL; hosts of `no_proxy` are reached directly.
///
/// # Errors
/// A sentence when the URL cannot be read; it does not hold the URL, which may hold a password.
pub fn read(url: &str, no_proxy: Option<&str>) -> Result<Proxy, Said> {
    let unreadable = |_| {
        Said::new(
            "the proxy's URL in https_proxy cannot be read",
            "https_proxy にあるプロキシのURLを読み取れません",
        )
    };
    let read = Proxy::new(url).map_err(unreadable)?;
    let Some(no_proxy) = no_proxy else { return Ok(read) };
    let mut builder = Proxy::builder(read.protocol()).host(read.host()).port(read.port());
    if let Some(user) = read.username() {
        builder = builder.username(user);
    }
    if let Some(password) = read.password() {
        builder = builder.password(password);
    }
    no_proxy
        .split(',')
        .map(str::trim)
        .filter(|host| !host.is_empty())
        .fold(builder, |b, host| b.no_proxy(host))
        .build()
        .map_err(unreadable)
}
