//! The catalogues: parsed when a sentence of theirs is asked for first, a language and an area at a time.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use include_dir::{Dir, include_dir};

use crate::vocabulary::Lang;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/text");

/// Words of the trade, which every area may use.
const TERMS: &str = "terms";

type Bundle = FluentBundle<FluentResource>;
type BundleCache = HashMap<(Lang, String), Option<Arc<Bundle>>>;

/// The bundle of each area that was asked for; none where the language has no such file.
static BUNDLE_CACHE: LazyLock<Mutex<BundleCache>> = LazyLock::new(Mutex::default);

/// The sentence of an id in one language; none when that has none.
pub(super) fn format_sentence(lang: Lang, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
    let bundle = get_bundle(lang, id.split('-').next().unwrap_or(id))?;
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "{} of {id}: {errors:?}", lang.code());
    Some(text)
}

fn get_bundle(lang: Lang, area: &str) -> Option<Arc<Bundle>> {
    // What panicked while it held the lock left whole entries.
    let mut loaded = BUNDLE_CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    loaded.entry((lang, area.to_owned())).or_insert_with(|| load_bundle(lang, area)).clone()
}

fn load_bundle(lang: Lang, area: &str) -> Option<Arc<Bundle>> {
    let sentences = load_resource(lang, area)?;
    let mut bundle = Bundle::new_concurrent(lang.code().parse().into_iter().collect());
    // Marks around each fact would be read by whoever searches or copies.
    bundle.set_use_isolating(false);
    for resource in load_resource(lang, TERMS).into_iter().chain([sentences]) {
        let added = bundle.add_resource(resource);
        debug_assert!(added.is_ok(), "{}/{area}.ftl: {added:?}", lang.code());
    }
    Some(Arc::new(bundle))
}

fn load_resource(lang: Lang, area: &str) -> Option<FluentResource> {
    let source = FILES.get_file(format!("{}/{area}.ftl", lang.code()))?.contents_utf8()?;
    let parsed = FluentResource::try_new(source.to_owned());
    debug_assert!(
        parsed.is_ok(),
        "{}/{area}.ftl: {:?}",
        lang.code(),
        parsed.as_ref().err().map(|(_, errors)| errors)
    );
    // What could be parsed is better than nothing.
    Some(parsed.unwrap_or_else(|(part, _)| part))
}

/// Every catalogue: language, area and source.
#[cfg(test)]
pub(super) fn list_sources() -> Vec<(Lang, String, &'static str)> {
    let of_lang = |lang: &Lang| {
        let folder = FILES.get_dir(lang.code()).expect("a folder for each language");
        let named = |file: &'static include_dir::File<'static>| {
            let area = file.path().file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
            (*lang, area, file.contents_utf8().expect("UTF-8"))
        };
        folder.files().map(named).collect::<Vec<_>>()
    };
    Lang::ALL.iter().flat_map(of_lang).collect()
}
