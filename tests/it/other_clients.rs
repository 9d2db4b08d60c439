//! Programs of other people against the practice Qoo10: each request as its client writes it (verb, form of
//! the URL, headers, parameters).

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use qoo10_bridge::domain::time::parse_jst;
use qoo10_bridge::sandbox::{API_KEY, CartDraft, LineDraft, SELLER_KEY, Server, ShopItem, World, WorldFile};
use serde_json::Value;

const PATH: &str = "/GMKT.INC.Front.QAPIService/ebayjapan.qapi";
const GOOD: &str = "400012345670";

/// A plain item, one with options, a MOVE item, and a paid cart of two lines.
fn shop() -> (Server, Vec<String>) {
    let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
    let mut world = World::empty();
    world.add_group("佐川急便", 0);
    world.add_item(ShopItem::plain("A", 10));
    world.add_item(ShopItem::with_options("B", &[("-W", 5)]));
    world.add_item(ShopItem::with_types("M", &[("青", "L", 3, "-B-L"), ("赤", "S", 4, "-R-S")]));
    let lines = vec![LineDraft::new("A"), LineDraft::with_option("B", "-W")];
    let (_, numbers) = world.add_cart(CartDraft::paid(now - chrono::Duration::hours(1), lines));
    let server =
        Server::start(WorldFile::in_memory(world), ([127, 0, 0, 1], 0).into(), Arc::new(move || now))
            .unwrap();
    (server, numbers.iter().map(ToString::to_string).collect())
}

/// Head and body of the answer to a request, of which `Host` and `Connection` are added here.
fn exchange(server: &Server, request: &str) -> (String, String) {
    let (line, rest) = request.split_once("\r\n").unwrap();
    let mut stream = TcpStream::connect(server.address()).unwrap();
    let request = format!("{line}\r\nHost: api.qoo10.jp\r\nConnection: close\r\n{rest}");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    (head.to_owned(), body.to_owned())
}

fn get(server: &Server, target: &str, headers: &str) -> Value {
    let body = exchange(server, &format!("GET {PATH}{target} HTTP/1.1\r\n{headers}\r\n")).1;
    serde_json::from_str(&body).unwrap_or_else(|e| panic!("{e}: {body}"))
}

fn post(server: &Server, method: &str, headers: &str, body: &str) -> Value {
    let length = body.len();
    let request = format!("POST {PATH}/{method} HTTP/1.1\r\n{headers}Content-Length: {length}\r\n\r\n{body}");
    let body = exchange(server, &request).1;
    serde_json::from_str(&body).unwrap_or_else(|e| panic!("{e}: {body}"))
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

fn rows(answer: &Value) -> &Vec<Value> {
    assert_eq!(answer["ResultCode"], 0, "{answer}");
    answer["ResultObject"].as_array().unwrap()
}

fn status(server: &Server, number: &str) -> u8 {
    server.with_world(|world| world.line(number.parse().unwrap()).unwrap().status)
}

/// The query that most clients of form B put together.
fn form_b(method: &str, rest: &str) -> String {
    format!("?key={SELLER_KEY}&v=1.0&returnType=json&method={method}&{rest}")
}

#[test]
fn form_a_yosida_posts_forms_with_the_key_in_a_header() {
    let (server, numbers) = shop();
    let headers = format!(
        "GiosisCertificationKey: {SELLER_KEY}\r\nQAPIVersion: 1.0\r\n\
         Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\nAccept: application/json\r\n"
    );
    let asked = "ShippingStatus=2&SearchStartDate=20260601&SearchEndDate=20260701&SearchCondition=1";
    let listed = post(&server, "ShippingBasic.GetShippingInfo_v3", &headers, asked);
    assert_eq!(rows(&listed)[0]["OrderNo"].to_string(), numbers[0]);
    let sent = format!("OrderNo={}&ShippingCorp={}&TrackingNo={GOOD}", numbers[0], escape("佐川急便"));
    assert_eq!(post(&server, "ShippingBasic.SetSendingInfo", &headers, &sent)["ResultCode"], 0);
    assert_eq!(status(&server, &numbers[0]), 4);
}

#[test]
fn form_b_lemon_sends_each_number_that_related_order_lists() {
    let (server, numbers) = shop();
    let asked = "ShippingStat=2&search_Sdate=20260601&search_Edate=20260701&search_condition=1";
    let listed = get(&server, &form_b("ShippingBasic.GetShippingInfo_v2", asked), "");
    // Its only list of the cart's numbers, split at the comma.
    let related = rows(&listed)[0]["RelatedOrder"].as_str().unwrap();
    let related: Vec<_> = related.split(',').map(str::trim).collect();
    assert_eq!(related, numbers);
    for number in related {
        let sent = format!("OrderNo={number}&ShippingCorp={}&TrackingNo={GOOD}", escape("佐川急便"));
        assert_eq!(get(&server, &form_b("ShippingBasic.SetSendingInfo", &sent), "")["ResultCode"], 0);
    }
    assert!(numbers.iter().all(|number| status(&server, number) == 4));
    server.with_world(|world| {
        world.set_claim(&numbers[0], 3, parse_jst("2026-07-01T10:00:00+09:00").unwrap()).unwrap()
    });
    let asked = "ClaimStat=3&search_Sdate=20260601&search_Edate=20260701&search_condition=3";
    let claims = get(&server, &form_b("ShippingBasic.GetClaimInfo_V3", asked), "");
    assert_eq!(rows(&claims)[0]["orderNo"].to_string(), numbers[0]);
}

#[test]
fn form_b_kse_confirms_for_today_and_sends_with_an_english_company() {
    let (server, numbers) = shop();
    server.with_world(|world| world.variants.set("carriers", "with-english").unwrap());
    // Neither condition nor more than one day.
    let asked = "ShippingStat=2&search_Sdate=20260701&search_Edate=20260701";
    assert_eq!(rows(&get(&server, &form_b("ShippingBasic.GetShippingInfo_v2", asked), "")).len(), 2);
    let number = &numbers[0];
    let looked_up = format!("OrderNo={number}");
    let method = "ShippingBasic.GetShippingAndClaimInfoByOrderNo_V2";
    assert_eq!(rows(&get(&server, &form_b(method, &looked_up), "")).len(), 1);
    let confirmed = format!("OrderNo={number}&EstShipDt=20260701");
    assert_eq!(get(&server, &form_b("ShippingBasic.SetSellerCheckYN_V2", &confirmed), "")["ResultCode"], 0);
    let sent = format!("OrderNo={number}&ShippingCorp=Sagawa&TrackingNo={GOOD}");
    assert_eq!(get(&server, &form_b("ShippingBasic.SetSendingInfo", &sent), "")["ResultCode"], 0);
    assert_eq!(status(&server, number), 4);
}

#[test]
fn mixed_bfaith_asks_page_after_page_by_a_path_with_the_key_in_the_query() {
    let (server, numbers) = shop();
    let page = |page: u32| {
        get(
            &server,
            &format!(
                "/ShippingBasic.GetShippingInfo_v2?key={SELLER_KEY}&ShippingStat=2&search_Sdate=2026-06-01\
                 &search_Edate=2026-07-01&search_condition=1&Page={page}"
            ),
            "User-Agent: python-requests\r\nAccept: */*\r\n",
        )
    };
    assert_eq!(rows(&page(1)).len(), numbers.len());
    assert!(page(2)["ResultObject"].as_array().is_none_or(Vec::is_empty));
}

#[test]
fn form_b_zal_reads_move_types_without_a_return_type_and_writes_all_of_them() {
    let (server, _) = shop();
    let item = server.with_world(|world| world.item("M").unwrap().code.clone());
    let ask = |method: &str, rest: &str| {
        get(&server, &format!("?method={method}&key={SELLER_KEY}&v=1.2&ItemCode={item}{rest}"), "")
    };
    let plain = ask("ItemsLookup.GetItemDetailInfo", "");
    assert!(plain["ResultObject"].as_array().is_none_or(Vec::is_empty), "{plain}");
    let moved = ask("ItemsLookup.GetMoveItemDetailInfo", "&SellerCode=");
    let types = moved["ResultObject"]["OptionQty"].as_str().unwrap().replace("||*3||*", "||*8||*");
    let set = ask("ItemsOptions.EditMoveGoodsInventory", &format!("&OptionQty={}", escape(&types)));
    assert_eq!(set["ResultCode"], 0);
    let stock = |code| server.with_world(|world| world.get_stock("M", Some(code)));
    assert_eq!((stock("-B-L"), stock("-R-S")), (Some(8), Some(4)));
}

#[test]
fn form_a_sg_sends_by_get_posts_the_rest_and_walks_all_claims() {
    let (server, numbers) = shop();
    let headers = format!("GiosisCertificationKey: {SELLER_KEY}\r\nQAPIVersion: 1.0\r\n");
    let sent = format!("OrderNo={}&ShippingCorp={}&TrackingNo={GOOD}", numbers[0], escape("佐川急便"));
    let target = format!("/ShippingBasic.SetSendingInfo?{sent}");
    assert_eq!(get(&server, &target, &headers)["ResultCode"], 0);
    server.with_world(|world| {
        world.request_cancel(&numbers[1], parse_jst("2026-07-01T10:00:00+09:00").unwrap()).unwrap()
    });
    let mut seen = Vec::new();
    for (state, condition) in (1..=16).flat_map(|state| (1..=3).map(move |condition| (state, condition))) {
        let asked = format!(
            "ClaimStat={state}&search_Sdate=20260624&search_Edate=20260701&search_condition={condition}"
        );
        let claims = post(&server, "ShippingBasic.GetClaimInfo_V3", &headers, &asked);
        assert_eq!(claims["ResultCode"], 0, "{claims}");
        seen.extend(
            claims["ResultObject"].as_array().into_iter().flatten().map(|row| row["orderNo"].to_string()),
        );
    }
    seen.dedup();
    assert_eq!(seen, [numbers[1].clone()]);
}

#[test]
fn form_b_mitsu_asks_for_a_key_and_deletes_all_options() {
    let (server, _) = shop();
    let asked = "user_id=sandbox&pwd=sandbox";
    let target = format!(
        "?key={API_KEY}&v=1.0&returnType=json&method=CertificationAPI.CreateCertificationKey&{asked}"
    );
    let key = get(&server, &target, "")["ResultObject"].as_str().unwrap().to_owned();
    let item = server.with_world(|world| world.item("B").unwrap().code.clone());
    let ask = |method: &str, rest: &str| {
        get(
            &server,
            &format!("?key={}&v=1.0&returnType=json&method={method}&ItemCode={item}{rest}", escape(&key)),
            "",
        )
    };
    assert_eq!(ask("ItemsOptions.EditGoodsInventory", "&InventoryInfo=")["ResultCode"], 0);
    assert_eq!(ask("ItemsLookup.GetGoodsInventoryInfo", "")["ResultObject"], serde_json::json!([]));
}

#[test]
fn form_b_xml_reads_shipping_info_out_of_its_root() {
    let (server, numbers) = shop();
    let target = format!(
        "?key={SELLER_KEY}&v=1.0&returnType=xml&method=ShippingBasic.GetShippingInfo_v2&ShippingStat=2\
         &search_Sdate=20260601&search_Edate=20260701"
    );
    let (head, body) = exchange(&server, &format!("GET {PATH}{target} HTTP/1.1\r\n\r\n"));
    assert!(head.contains("Content-Type: text/xml; charset=utf-8"), "{head}");
    let (_, inside) =
        body.split_once("<StdCustomResultOfListOfShippingInfo><ResultObject><ShippingInfo>").unwrap();
    assert!(inside.contains(&format!("<orderNo>{}</orderNo>", numbers[0])), "{inside}");
    assert!(inside.contains("<orderPrice>1000.0000</orderPrice>"), "{inside}");
    assert!(
        inside.ends_with(
            "<ResultCode>0</ResultCode><ResultMsg>SUCCESS</ResultMsg></StdCustomResultOfListOfShippingInfo>"
        ),
        "{inside}"
    );
    let refused = "?key=wrong&returnType=text/xml&method=ShippingBasic.GetShippingInfo_v2";
    let (_, body) = exchange(&server, &format!("GET {PATH}{refused} HTTP/1.1\r\n\r\n"));
    assert!(body.contains("<StdResult><ErrorCode>-90001</ErrorCode>"), "{body}");
}

#[test]
fn the_guides_test_form_posts_json() {
    let (server, numbers) = shop();
    let headers = format!(
        "GiosisCertificationKey: {SELLER_KEY}\r\nQAPIVersion: 1.0\r\n\
         Content-Type: application/json; charset=utf-8\r\n"
    );
    let row =
        serde_json::json!({"OrderNo": numbers[0], "EstShipDt": "20260706", "DelayType": "", "DelayMemo": ""});
    // The rows as the text that the guide asks for, and as a list, which a JSON library makes of them.
    for rows in [Value::String(serde_json::json!([row]).to_string()), serde_json::json!([row])] {
        let body =
            serde_json::json!({"SendPlanDtInfoJson": rows, "returnType": "application/json"}).to_string();
        let answer = post(&server, "ShippingBasic.SetSellerCheckYNBulk", &headers, &body);
        assert_eq!(answer["ResultObject"][0]["cont_no"].to_string(), numbers[0], "{answer}");
    }
    assert_eq!(status(&server, &numbers[0]), 3);
}
