import Testing

@testable import ProfileAnalysis

@Suite struct FrameNameTests {
  static let names: [(name: String, forms: [String], group: String)] = [
    (
      "github.com/a/b/pkg.(*Server).serve",
      ["pkg.(*Server).serve", "(*Server).serve", "serve"], "github.com/a/b/pkg"
    ),
    (
      "net/http.HandlerFunc.ServeHTTP",
      ["http.HandlerFunc.ServeHTTP", "HandlerFunc.ServeHTTP", "ServeHTTP"], "net/http"
    ),
    ("main.main", ["main"], "main"),
    ("main.main.func1", ["main.func1"], "main"),
    ("main.(*T).run.func2.1", ["(*T).run.func2.1", "run.func2.1"], "main"),
    ("main.(*T).run-fm", ["(*T).run-fm", "run-fm"], "main"),
    ("main.run.gowrap1", ["run.gowrap1"], "main"),
    ("main.init.0", ["init.0"], "main"),
    (
      "slices.SortFunc[go.shape.struct { a int; b/c.T }]", ["slices.SortFunc", "SortFunc"], "slices"
    ),
    (
      "a/b.(*Cache[go.shape.string,c/d.E]).Get",
      ["b.(*Cache[go.shape.string,c/d.E]).Get", "(*Cache[go.shape.string,c/d.E]).Get", "Get"], "a/b"
    ),
    ("gopkg.in/yaml%2ev3.Unmarshal", ["yaml%2ev3.Unmarshal", "Unmarshal"], "gopkg.in/yaml%2ev3"),
    ("main.run /src/x/run.go:12", ["main.run", "run"], "main"),
    (
      "std::vector<int, std::allocator<int>>::push_back(int const&)",
      [
        "std::vector<int, std::allocator<int>>::push_back",
        "vector<int, std::allocator<int>>::push_back", "push_back",
      ], "std"
    ),
    ("int ns::sum<int>(int const*, int) const", ["ns::sum<int>", "sum<int>"], "ns"),
    (
      "<alloc::vec::Vec<T> as core::ops::Drop>::drop", ["drop"],
      "<alloc::vec::Vec<T> as core::ops::Drop>"
    ),
    ("tokio::runtime::task::poll", ["task::poll", "poll"], "tokio"),
    ("app::run::{closure#0}", ["run::{closure#0}"], "app"),
    ("(anonymous namespace)::go()", ["(anonymous namespace)::go", "go"], "(anonymous namespace)"),
    ("com.example.shop.Cart.add", ["Cart.add", "add"], "com.example.shop"),
    ("com/example/shop/Cart.add", ["Cart.add", "add"], "com/example/shop/Cart"),
    ("handle (/app/server.py:12)", ["handle"], "handle"),
    ("json.decoder.scan", ["decoder.scan", "scan"], "json"),
    ("ext4_file_read_iter_[k]", [], "ext4"),
    ("__libc_start_main", [], "libc"),
    ("copy_page.isra.0", ["copy_page"], "copy"),
    ("/src/net/conn.go", ["conn.go"], "/src/net"),
    ("[libc.so.6]", [], "[libc.so.6]"),
    ("-[NSView drawRect:]", [], "-[NSView drawRect:]"),
    ("do work (a, b)", [], "do work (a, b)"),
    ("", [], ""),
    ("a.", [], "a."),
    ("...", [], "..."),
    ("((((", [], "(((("),
    ("))))::x", ["x"], "))))"),
    ("::", [], "::"),
    ("/", [], "/"),
  ]
  @Test(arguments: names)
  func formsGetShorter(_ name: String, _ forms: [String], _ group: String) {
    let parts = FrameName(Array(name.utf8))
    let text = { (range: Range<Int>) in String(decoding: parts.text[range], as: UTF8.self) }
    #expect(parts.forms.map(text) == [name] + forms)
    #expect(text(parts.group) == group)
  }

  static let origins: [(name: String, origin: FrameName.Origin)] = [
    ("runtime.mcall", .runtime), ("internal/runtime/syscall.Syscall6", .runtime),
    ("[libc.so.6]", .runtime), ("<unknown>", .runtime), ("__libc_start_main", .runtime),
    ("vfs_read_[k]", .runtime),
    ("encoding/json.(*decodeState).object", .standardLibrary),
    ("runtime/pprof.WriteTo", .runtime), ("std::io::Read::read", .standardLibrary),
    ("java.lang.Thread.run", .standardLibrary),
    ("<alloc::vec::Vec<T> as core::ops::Drop>::drop", .standardLibrary),
    ("main.main", .program), ("github.com/a/b.c", .program), ("tokio::spawn", .program),
    ("work", .program), ("com.example.A.b", .program), ("cmd/go.run", .program),
    ("stdx::f", .program), ("runtimes.f", .program),
  ]
  @Test(arguments: origins)
  func originIsKnown(_ name: String, _ origin: FrameName.Origin) {
    #expect(FrameName(Array(name.utf8)).origin == origin)
  }

  /// Any bytes, cut anywhere, give forms within the name.
  @Test func damagedNamesNeverTrap() {
    for (name, _, _) in Self.names {
      let bytes = Array(name.utf8)
      for start in bytes.indices {
        for end in start...bytes.count {
          let parts = FrameName(Array(bytes[start..<end]))
          #expect(parts.forms.allSatisfy { $0.upperBound <= end - start })
        }
      }
    }
  }
}
