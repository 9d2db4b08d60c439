//! Japan Post's `KEN_ALL.CSV`, which a shop may keep beside its configuration: the municipality of a whole
//! zip.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use super::comparable::to_place;
use super::municipality::Municipalities;
use super::postal::{Prefecture, Zip, parse_zip};
use crate::vocabulary::Message;

/// The columns, from 0.
const ZIP: usize = 2;
const PREFECTURE: usize = 6;
const MUNICIPALITY: usize = 7;

/// What the file says.
#[derive(Debug, Clone, Default)]
pub struct ZipFile {
    municipalities: Municipalities,
    /// Zip to its municipalities, in the spelling of `to_place`. One zip may have several.
    places: HashMap<Zip, Vec<(Prefecture, String)>>,
}

/// Where the file comes from. It has 120,000 lines: a run that judges no order does not read them.
#[derive(Clone)]
pub struct ZipSource {
    read: Arc<dyn Fn() -> Result<ZipFile, UnusableZipFile> + Send + Sync>,
    file: OnceLock<ZipFile>,
}

/// Why the file cannot be used, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct UnusableZipFile {
    pub message: Message,
    pub hint: Message,
}

impl ZipSource {
    pub fn new(read: Arc<dyn Fn() -> Result<ZipFile, UnusableZipFile> + Send + Sync>) -> Self {
        Self { read, file: OnceLock::new() }
    }

    /// The file, read at the first call.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn load(&self) -> Result<&ZipFile, UnusableZipFile> {
        if let Some(file) = self.file.get() {
            return Ok(file);
        }
        let read = (self.read)()?;
        Ok(self.file.get_or_init(|| read))
    }
}

impl fmt::Debug for ZipSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ZipSource").field("is_read", &self.file.get().is_some()).finish()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ZipFileError {
    /// A line, from 1, that has no zip, prefecture and municipality in their columns.
    #[error("line {0} is not one of KEN_ALL.CSV")]
    Line(usize),
    #[error("no line")]
    Empty,
}

impl FromStr for ZipFile {
    type Err = ZipFileError;

    /// Reads the decoded text. A file with a line of another shape is refused whole: with half of it, zips
    /// would be taken for unknown without a word.
    fn from_str(text: &str) -> Result<Self, ZipFileError> {
        let mut file = Self::default();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let (zip, prefecture, name) = read_line(line).ok_or(ZipFileError::Line(at + 1))?;
            file.add(zip, prefecture, name);
        }
        if file.places.is_empty() { Err(ZipFileError::Empty) } else { Ok(file) }
    }
}

impl ZipFile {
    fn add(&mut self, zip: Zip, prefecture: Prefecture, name: &str) {
        let place = (prefecture, to_place(name));
        self.municipalities.add(prefecture, name);
        let places = self.places.entry(zip).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// Whether a zip lies in no municipality of the address's; none where one of the two is not known.
    /// Offices with a zip of their own are not in the file.
    pub fn zip_not_in_municipality(&self, zip: &Zip, address: &str) -> Option<bool> {
        let places = self.places.get(zip)?;
        let address = self.municipalities.read_address(address);
        let named = address.municipality?;
        let is_same = |(prefecture, place): &(Prefecture, String)| {
            // The address may leave out its ward or its district.
            let is_named = place.starts_with(&named) || place.ends_with(&named);
            is_named && address.prefecture.is_none_or(|one| one == *prefecture)
        };
        Some(!places.iter().any(is_same))
    }
}

fn read_line(line: &str) -> Option<(Zip, Prefecture, &str)> {
    // Japan Post quotes texts, and has neither commas nor quotes within them.
    let cells: Vec<&str> = line.split(',').map(|cell| cell.trim().trim_matches('"')).collect();
    let (zip, name) = (parse_zip(cells.get(ZIP)?)?, *cells.get(MUNICIPALITY)?);
    let prefecture = cells.get(PREFECTURE)?.parse().ok()?;
    (!name.is_empty()).then_some((zip, prefecture, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "27127,\"530  \",\"5300001\",\"ｵｵｻｶﾌ\",\"ｵｵｻｶｼｷﾀｸ\",\"ｳﾒﾀﾞ\",\
        \"大阪府\",\"大阪市北区\",\"梅田\",0,0,1,0,0,0\r\n\
        23235,\"498  \",\"4980000\",\"ｱｲﾁｹﾝ\",\"ﾔﾄﾐｼ\",\"\",\
        \"愛知県\",\"弥富市\",\"以下に掲載がない場合\",0,0,0,1,0,0\r\n\
        24303,\"498  \",\"4980000\",\"ﾐｴｹﾝ\",\"ｸﾜﾅｸﾞﾝｷｿｻｷﾁｮｳ\",\"\",\
        \"三重県\",\"桑名郡木曽岬町\",\"以下に掲載がない場合\",0,0,0,1,0,0\r\n\
        27102,\"534  \",\"5340001\",\"ｵｵｻｶﾌ\",\"ｵｵｻｶｼﾐﾔｺｼﾞﾏｸ\",\"\",\
        \"大阪府\",\"大阪市都島区\",\"見本町\",0,0,1,0,0,0\r\n";

    #[test]
    fn a_whole_zip_is_held_against_the_municipality() {
        let file: ZipFile = TEXT.parse().unwrap();
        for (zip, address, wanted) in [
            ("530-0001", "大阪府大阪市北区梅田1-2", Some(false)),
            ("〒５３０ー０００１", "大阪市北区梅田1-2", Some(false)),
            ("5300001", "大阪府大阪市梅田1-2", Some(false)),
            ("5300001", "大阪府北区梅田1-2", Some(false)),
            ("5300001", "大阪市都島区見本町1-2", Some(true)),
            ("5300001", "愛知県弥富市見本町1-2", Some(true)),
            ("4980000", "愛知県弥富市見本町1-2", Some(false)),
            ("4980000", "三重県木曾岬町見本1-2", Some(false)),
            ("4980000", "大阪市北区見本1-2", Some(true)),
            ("9999999", "大阪市北区見本1-2", None),
            ("530", "大阪市北区見本1-2", None),
            ("5300001", "大阪府浪花市見本1-2", None),
            ("5300001", "", None),
        ] {
            let judged = parse_zip(zip).and_then(|zip| file.zip_not_in_municipality(&zip, address));
            assert_eq!(judged, wanted, "{zip} {address}");
        }
    }

    #[test]
    fn a_file_of_another_shape_is_refused_with_its_line() {
        let error = |text: &str| text.parse::<ZipFile>().map(|_| ()).unwrap_err();
        assert_eq!(error(""), ZipFileError::Empty);
        assert_eq!(error("zip,name\n"), ZipFileError::Line(1));
        assert_eq!(
            error(&format!("{TEXT}27102,\"534\",\"534\",a,b,c,大阪府,見本市,d\n")),
            ZipFileError::Line(5)
        );
        assert_eq!(error(&TEXT.replace("三重県", "三重国")).to_string(), "line 3 is not one of KEN_ALL.CSV");
    }
}
