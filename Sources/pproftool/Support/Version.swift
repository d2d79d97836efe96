/// The version of this program; CHANGELOG.md says what is in it.
let version = "0.1.0"
