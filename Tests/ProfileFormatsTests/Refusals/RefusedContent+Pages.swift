extension RefusedContent {
  /// Archives that a few bytes identify; whole ones are fixtures.
  static let archives = [
    Self([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], unpack("is a 7z archive", "7z x FILE")),
    Self("Rar!\u{1A}\u{07}\u{01}\0", unpack("is a RAR archive", "unrar x FILE")),
    Self("!<arch>\na.o/            0", unpack("is an ar archive", "ar x FILE")),
    Self("H4sIAAAAAAAA/+Ji\nYGBg=\n", unpack("is gzip in base64", "base64 -d FILE > FILE.gz")),
    Self("070701000000", unpack("is a cpio archive", "cpio -i < FILE")),
    Self([0x50, 0x4B, 3, 4, 20, 0, 0, 0], unpack("is a zip archive", "unzip FILE")),
    Self(
      [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18),
      unpack("is a zip archive of 0 files", "unzip FILE")),
  ]

  private static func unpack(_ what: String, _ command: String) -> String {
    "\(what); unpack it first: \(command)"
  }

  private static func picture(_ name: String) -> String {
    "is a picture (\(name)); a profile cannot be read back from it"
  }

  static let pictures = [
    Self([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], picture("PNG")),
    Self([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], picture("JPEG")),
    Self("GIF89a\u{01}\0\u{01}\0", picture("GIF")),
    Self("RIFF\u{08}\0\0\0WEBPVP8 ", picture("WebP")),
    Self("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>a</title></svg>", picture("SVG")),
    Self(
      "<?xml version=\"1.0\" standalone=\"no\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\">\n<svg>",
      picture("SVG")),
    Self(
      "digraph \"app\" {\nnode [style=filled]\n",
      "is a graph for Graphviz; a profile cannot be read back from it"),
    Self(
      "<!DOCTYPE html><title>CPU Flame Graph</title>",
      "is a flame graph as a web page; a profile cannot be read back from it"),
    Self("%PDF-1.7\n", "is a PDF document; a profile cannot be read back from it"),
  ]

  private static let addresses =
    "profiles are at /debug/pprof/goroutine, heap, profile and so on"
  private static let prometheus = "is Prometheus metrics; \(addresses)"
  private static let command = "is the answer of /debug/pprof/cmdline"
  private static let failed = "curl -f would have failed"

  static let pages = [
    Self("# HELP go_threads Number.\n# TYPE go_threads gauge\ngo_threads 12\n", prometheus),
    Self("# TYPE go_threads gauge\ngo_threads 12\n", prometheus),
    Self("up 1\nhttp_total{code=\"200\",path=\"/a b;c\"} 1.5e3 1795466873000\nx NaN\n", prometheus),
    Self("num_symbols: 1\n", "is the answer of /debug/pprof/symbol; \(addresses)"),
    Self("./app\0-listen\0:8080", "\(command): \"./app -listen :8080\"; \(addresses)"),
    Self("/usr/bin/app\0--name=\0x", "\(command): \"/usr/bin/app --name= x\"; \(addresses)"),
    Self(
      "<html>\n<head>\n<title>/debug/pprof/</title>\n</head>\n<body>\n/debug/pprof/\n<br>",
      "is the index of /debug/pprof/; its links are profiles: /debug/pprof/goroutine, heap, profile and so on"
    ),
    Self(
      "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>No</h1>",
      "is a web page: \"502 Bad Gateway\"; \(failed)"),
    Self(
      "\n <!-- x --><!DOCTYPE HTML><TITLE lang=en>\n Sign&nbsp;in &#8211; a &lt;b&gt;\n</TITLE>",
      "is a web page: \"Sign in – a <b>\"; \(failed)"),
    Self(
      "<!doctype html><style>p { a: b }</style><h1>Not <i>here</i></h1><p>x",
      "is a web page: \"Not here\"; \(failed)"),
    Self(
      "<html><script>if (a < b) { c() }</script><body><p>404 page</p> <p>not found",
      "is a web page: \"404 page not found\"; \(failed)"),
    Self("<a href=\"/login\">Found</a>.\n\n", "is a web page: \"Found .\"; \(failed)"),
    Self("<html></html>", "is a web page; \(failed)"),
  ]

  static let words = [
    Self(
      "Could not enable CPU profiling: cpu profiling already in use\n",
      #"is no profile; it says: "Could not enable CPU profiling: cpu profiling already in use""#),
    Self("\n\n  404 page not found\r\nmore\n", #"is no profile; it says: "404 page not found""#),
    Self(
      "a\u{1B}[31mb\u{07}\tc\u{202E}d\n",
      #"is no profile; it says: "a\u{1b}[31mb\u{7}\tc\u{202e}d""#),
    Self(
      String(repeating: "ä", count: 120),
      "is no profile; it says: \"\(String(repeating: "ä", count: 120))\""),
    Self(
      String(repeating: "ä", count: 121),
      "is no profile; it says: \"\(String(repeating: "ä", count: 119))…\""),
    Self(
      String(repeating: "x", count: 100_000),
      "is no profile; it says: \"\(String(repeating: "x", count: 119))…\""),
    Self("package main\n\nfunc main() {}\n", #"is no profile; it says: "package main""#),
    Self(
      "caf\u{E9}".unicodeScalars.map { UInt8($0.value) }, "is no profile; it says: \"caf\u{FFFD}\""),
    Self(#"{"error": "profiling is off"}"#, #"is no profile; it says: "profiling is off""#),
    Self(
      #"{"error":"Not Found","message":"no handler","status":404}"#,
      #"is no profile; it says: "Not Found: no handler""#),
    Self(
      #"{"code":5,"message":"Not Found","details":[]}"#,
      #"is no profile; it says: "Not Found" (code 5)"#),
    Self(
      #"{"error":{"code":401,"message":"log \"in\""}}"#,
      #"is no profile; it says: "log "in"" (code 401)"#),
    Self(#"{"errors":[{"message":"one"},{"message":"two"}]}"#, #"is no profile; it says: "one""#),
    Self(#"{"code": 503}"#, #"is no profile; it says: "code 503""#),
    Self(#"{"error": null, "message": "a\nb"}"#, #"is no profile; it says: "a\u{a}b""#),
    Self("[]", #"is no profile; it says: "[]""#),
    Self(
      "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message>Access &amp; Co</Message>",
      #"is no profile; it says: "Access & Co" (code AccessDenied)"#),
  ]

  static let leftovers = [
    Self("", "is empty"),
    Self(" \n\t\r\n", "has only blank lines"),
    Self(
      [0x1F, 0x9D, 0x90], "begins with the bytes 1f 9d 90, unlike any known format", .listFormats
    ),
    Self([0, 1], "begins with the bytes 00 01, unlike any known format", .listFormats),
    Self([0xFF], "begins with the bytes ff, unlike any known format", .listFormats),
    Self(
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
      "is an HTTP header without a body, as curl -I saves it; save it again without -I"),
    Self("HTTP/1.1 200 OK\r\nA: b\r\n\r\nall is well\n", #"is no profile; it says: "all is well""#),
    Self(
      "HTTP/1.1 200 OK\n\n<html><title>Log in</title>",
      "is a web page: \"Log in\"; curl -f would have failed"),
  ]
}
