/// Names that users expect for options that have another name here.
enum MeantOption {
  /// The options that a word may mean, the likeliest first; the first one that the command has is used.
  ///
  /// Each is a name, or a name with a value: `--format=json`.
  ///
  /// - `value`: the value on the line, which distinguishes a rule file from a rule.
  static func of(_ word: String, value: String?) -> [String] {
    let name = word.drop { $0 == "-" }.lowercased()
    if name == "rule", let value, LoneFile.isFile(value) || RuleFileSource.isNamed(value) {
      return ["--rules"]
    }
    // A state after it is what a filter selects.
    if ["state", "states"].contains(name), value.map(LoneFile.isFile) ?? true {
      return ["--by=state"]
    }
    if ["colour", "colours"].contains(name), ["auto", "always", "never"].contains(value) {
      return ["--color"]
    }
    if name == "value", ["cum", "flat"].contains(value) { return ["--value", "--sort"] }
    if formats.contains(name) { return ["--format=\(name)", "--to=\(name)"] }
    return table[name] ?? []
  }

  private static let formats: Set = [
    "json", "ndjson", "csv", "tsv", "markdown", "html", "svg", "text", "folded", "pprof", "junit",
    "sarif", "tap",
    "speedscope", "firefox", "otlp", "prometheus", "github",
  ]

  private static let table: [String: [String]] = {
    let synonyms: [(options: [String], synonyms: String)] = [
      (
        ["--nodecount"],
        "limit max max-rows count rows head number num topn max-nodes nodes results top"
      ),
      (["--nodecount=0"], "all-nodes everything full no-limit"),
      (["--nodefraction"], "min cutoff min-percent node-fraction"),
      (["--min-change", "--nodefraction"], "threshold"),
      (["--edgefraction"], "edge-fraction"),
      (["--focus"], "grep filter match include only search function func pattern regex"),
      (["--ignore"], "exclude not except skip omit without reject invert-match"),
      (["--hide"], "hide-frames drop remove collapse"),
      (["--show-from"], "root-at from-frame start-at zoom"),
      (["--tagfocus"], "label labels tag tags where"),
      (["--tagroot"], "by-label split-by group-by-label"),
      (["--by", "--granularity"], "by group group-by groupby aggregate per level"),
      (["--granularity=lines", "--by=line"], "by-line"),
      (["--by=state"], "by-state group-by-state"),
      (["--granularity=files", "--by=file"], "by-file"),
      (
        ["--sample-index"],
        "si sample type sample-type value metric index value-type sampleindex event"
      ),
      (["--sample-index=inuse_space"], "inuse-space inuse-bytes"),
      (["--sample-index=inuse_objects"], "inuse-objects"),
      (["--sample-index=alloc_space"], "alloc-space alloc-bytes"),
      (["--sample-index=alloc_objects"], "alloc-objects"),
      (["--cum"], "cumulative total inclusive"),
      (["--sort"], "order-by sort-by sortby order"),
      (["--direction=down"], "icicle inverted invert"),
      (["--reverse"], "bottom-up inverted invert"),
      (
        ["--base", "--before", "--baseline"],
        "baseline before old ref reference against compare-to compare diff"
      ),
      (["--baseline"], "base good healthy known-good"),
      (["--diff-base"], "diffbase diff-with"),
      (["--scale=total"], "normalize normalise"),
      (
        ["--output", "--out"],
        "file outfile to-file output-file save-as dest destination out dir folder"
      ),
      (["--out", "--output"], "output-dir out-dir outdir"),
      (["--format=markdown"], "md"),
      (["--format", "--to"], "fmt output-format outformat as fromat emit"),
      (["--to", "--format"], "to target-format format"),
      (["--from"], "input-format informat in input input-type read-as"),
      (["--recursive"], "recurse all-files deep"),
      (["--quiet"], "silent no-warnings no-progress"),
      (["--color=always"], "colour colors-always force-color"),
      (["--color=never"], "no-color nocolor no-colour no-colors plain monochrome"),
      (["--no-pager"], "nopager no-less"),
      (["--unit"], "units"),
      (["--source-path"], "src source sources source-dir"),
      (["--trim-path"], "trim-prefix strip-prefix strip trim"),
      (["--symbolize"], "symbols resolve symbolise"),
      (["--binary-path"], "binary binaries exe executable"),
      (["--max-size"], "max-bytes size-limit memory-limit"),
      (["--assert"], "assertion rule expr expression check expect"),
      (["--rules"], "rules-file rule-file config-file"),
      (["--rounds"], "count max-rounds num-rounds iterations times repeat samples snapshots"),
      (["--every"], "interval period repeat watch"),
      (["--targets"], "targets-file services hosts"),
      (["--bearer"], "token auth-token"),
      (["--header"], "headers"),
      (["--insecure"], "insecure-skip-verify skip-verify no-verify"),
      (["--seconds"], "duration time secs"),
      (["--open"], "browser show-in-browser launch"),
      (["--listen"], "http port address addr bind host"),
      (["--no-browser"], "no-open headless"),
      (["--strict"], "fail-fast pedantic"),
      (["--keep-going"], "continue ignore-errors lenient"),
      (["--no-trim"], "notrim untrimmed"),
      (["--fail-on-warnings"], "werror warnings-as-errors fail-on-warning"),
      (["--exit-code"], "fail error-exit exit-status fail-on-growth fail-on-change"),
      (["--files-from"], "list file-list files"),
      (["--null"], "print0 zero null-terminated"),
      (["--flamechart"], "timeline chronological time-order"),
      (["--colors"], "palette colour-by color-by theme"),
      (["--min-width"], "minwidth"),
      (["--redact"], "anonymize anonymise scrub"),
      (["--help"], "usage man"),
      (["--help-all"], "help-full full-help help-hidden"),
    ]
    var table: [String: [String]] = [:]
    for (options, synonyms) in synonyms {
      for word in synonyms.split(separator: " ") { table[String(word), default: []] += options }
    }
    return table
  }()
}
