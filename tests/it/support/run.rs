//! What one process said, and the report of a step.

use serde_json::Value;

/// One finished process.
#[derive(Clone, Debug)]
pub struct Run {
    pub args: Vec<String>,
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Fails the test, with everything that was said, unless the code is this one.
    pub fn expect(self, code: i32) -> Self {
        assert!(self.code == code, "exit code {} instead of {code}\n{self:#?}", self.code);
        self
    }

    pub fn all(&self) -> String {
        format!("{}\n{}", self.stdout, self.stderr)
    }

    /// Every line of stdout as JSON.
    pub fn lines(&self) -> Vec<Value> {
        let parse = |l: &str| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e} in {l:?}\n{self:#?}"));
        self.stdout.lines().map(parse).collect()
    }

    /// The one line of stdout as JSON.
    pub fn json(&self) -> Value {
        let mut lines = self.lines();
        assert!(lines.len() == 1, "{} lines instead of one\n{self:#?}", lines.len());
        lines.remove(0)
    }

    /// stderr names every one of these.
    pub fn says(&self, words: &[&str]) {
        for word in words {
            assert!(self.stderr.contains(word), "{word:?} is not in stderr\n{self:#?}");
        }
    }
}

/// The JSON report of a step.
#[derive(Clone, Debug)]
pub struct Report(pub Value);

impl Report {
    pub fn count(&self, name: &str) -> u64 {
        self.0["counts"][name].as_u64().unwrap_or(0)
    }

    /// fetched, imported, unchanged, rejected
    pub fn counts(&self) -> [u64; 4] {
        ["fetched", "imported", "unchanged", "rejected"].map(|name| self.count(name))
    }

    pub fn items(&self, outcome: &str) -> Vec<Value> {
        let items = self.0["items"].as_array().unwrap();
        items.iter().filter(|i| i["outcome"] == outcome).cloned().collect()
    }

    /// Order codes of the items with this outcome, sorted.
    pub fn orders(&self, outcome: &str) -> Vec<String> {
        let mut orders: Vec<_> =
            self.items(outcome).iter().map(|i| i["order"].as_str().unwrap_or_default().to_owned()).collect();
        orders.sort();
        orders.dedup();
        orders
    }

    /// The messages of the rejected items, one under the other.
    pub fn reject_messages(&self) -> String {
        let messages = self.items("rejected");
        messages.iter().map(|i| i["message"].as_str().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    }

    pub fn warnings(&self) -> String {
        self.0["warnings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|w| w.as_str().unwrap())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// The object has exactly these keys.
pub fn assert_keys(object: &Value, keys: &[&str]) {
    let mut actual: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    let mut wanted = keys.to_vec();
    actual.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(actual, wanted, "keys of {object:#}");
}

/// Checks cases that mostly wait, side by side.
pub fn side_by_side<T: Send>(cases: impl IntoIterator<Item = T>, check: impl Fn(T) + Sync) {
    let check = &check;
    std::thread::scope(|scope| {
        for case in cases {
            scope.spawn(move || check(case));
        }
    });
}
