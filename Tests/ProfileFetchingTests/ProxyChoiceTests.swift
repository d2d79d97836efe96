import Testing

@testable import ProfileFetching

@Suite struct ProxyChoiceTests {
  private func choice(_ address: String, _ environment: [String: String], chosen: String? = nil)
    throws
    -> String?
  {
    let proxy = try ProxyChoice.proxy(
      for: ServiceURL(address), chosen.map { try ProxyURL($0) }, environment: { environment[$0] })
    return proxy?.request
  }

  static let choices: [(address: String, environment: [String: String], proxy: String?)] = [
    ("http://h/", [:], nil),
    ("http://h/", ["http_proxy": "http://p:1"], "http://p:1"),
    ("http://h/", ["HTTP_PROXY": "p:1"], "http://p:1"),
    ("http://h/", ["http_proxy": "a:1", "HTTP_PROXY": "b:1"], "http://a:1"),
    ("http://h/", ["http_proxy": "", "HTTP_PROXY": "b:1"], "http://b:1"),
    ("http://h/", ["https_proxy": "p:1"], nil),
    ("https://h/", ["https_proxy": "p:1"], "http://p:1"),
    ("https+insecure://h/", ["HTTPS_PROXY": "p:1"], "http://p:1"),
    ("https://h/", ["http_proxy": "p:1", "ALL_PROXY": "q:1"], "http://q:1"),
    ("http://localhost/", ["http_proxy": "p:1"], nil),
    ("http://127.0.0.1:6060/", ["all_proxy": "p:1"], nil),
    ("http://[::1]/", ["http_proxy": "p:1"], nil),
    ("http+unix://%2Fa/", ["http_proxy": "p:1"], nil),
    ("http://h/", ["http_proxy": "p:1", "no_proxy": "h"], nil),
    ("http://h/", ["http_proxy": "p:1", "NO_PROXY": "*"], nil),
    ("http://h/", ["http_proxy": "p:1", "no_proxy": "g", "NO_PROXY": "h"], "http://p:1"),
  ]

  @Test(arguments: choices)
  func theEnvironmentNamesAProxy(
    _ address: String, _ environment: [String: String], _ proxy: String?
  ) throws {
    #expect(try choice(address, environment) == proxy)
  }

  @Test func whatIsChosenCountsAlone() throws {
    let environment = ["http_proxy": "p:1", "no_proxy": "*"]
    #expect(try choice("http://h/", environment, chosen: "q:2") == "http://q:2")
    #expect(try choice("http://localhost/", environment, chosen: "q:2") == "http://q:2")
  }

  @Test func aWrongProxyIsNotRepeated() throws {
    let error = #expect(throws: FetchError.self) {
      try choice("http://h/", ["http_proxy": "http://me:secret@h:99999"])
    }
    #expect(
      error?.description
        == "the proxy cannot be used: the one in the environment is not an address: a port is a number from 1 to 65535"
    )
  }

  static let exceptions: [(list: String, address: String, isDirect: Bool)] = [
    ("example.org", "http://example.org/", true), ("example.org", "http://a.example.org/", true),
    ("Example.ORG", "http://EXAMPLE.org/", true), (".example.org", "http://example.org/", false),
    (".example.org", "http://a.b.example.org/", true),
    ("*.example.org", "http://a.example.org/", true),
    ("*.example.org", "http://example.org/", false),
    ("example.org", "http://myexample.org/", false),
    ("a, example.org ,b", "http://example.org/", true), ("", "http://h/", false),
    (",", "http://h/", false),
    ("h:80", "http://h/", true), ("h:80", "https://h/", false), ("h:443", "https://h/", true),
    ("h:8080", "http://h:8080/", true), ("*", "http://h/", true),
    ("192.0.2.7", "http://192.0.2.7/", true), ("192.0.2.7:81", "http://192.0.2.7/", false),
    ("192.0.2.7:81", "http://192.0.2.7:81/", true), ("2.7", "http://192.0.2.7/", true),
    ("192.0.2.0/24", "http://192.0.2.255/", true), ("192.0.2.0/24", "http://192.0.3.0/", false),
    ("192.0.2.0/25", "http://192.0.2.128/", false), ("0.0.0.0/0", "http://192.0.2.1/", true),
    ("0.0.0.0/0", "http://h/", false), ("192.0.2.0/33", "http://192.0.2.1/", false),
    ("192.0.2.0/-1", "http://192.0.2.1/", false), ("2001:db8::/32", "http://[2001:db8::7]/", true),
    ("2001:db8::/32", "http://[2001:db9::7]/", false),
    ("2001:db8::7", "http://[2001:db8:0::7]/", true),
    ("[2001:db8::7]", "http://[2001:db8::7]/", true),
    ("[2001:db8::7]:81", "http://[2001:db8::7]:81/", true),
    ("[2001:db8::7]:81", "http://[2001:db8::7]/", false),
    ("0.0.0.0/0", "http://[2001:db8::7]/", false),
  ]

  @Test(arguments: exceptions)
  func exceptionsAreThoseOfGo(_ list: String, _ address: String, _ isDirect: Bool) throws {
    #expect(try ProxyExceptions(list).contains(ServiceURL(address)) == isDirect)
  }

  static let proxies: [(text: String, request: String)] = [
    ("p", "http://p:80"), ("p:3128", "http://p:3128"), ("http://p", "http://p:80"),
    ("HTTPS://p", "https://p:443"), ("socks5://p", "socks5h://p:1080"),
    ("socks5h://p:9", "socks5h://p:9"),
    ("http://[::1]:1/", "http://[::1]:1"), ("me:secret@p:1", "http://p:1"),
  ]

  @Test(arguments: proxies)
  func proxiesHaveTheirPorts(_ text: String, _ request: String) throws {
    #expect(try ProxyURL(text).request == request)
  }

  @Test func proxiesHaveUsers() throws {
    for text in ["http://m%40e:s%3At@p:1", "m%40e:s%3At@p:1"] {
      let proxy = try ProxyURL(text)
      #expect(proxy.user == "m@e")
      #expect(proxy.password == "s:t")
    }
  }

  static let wrong: [(text: String, error: ServiceURLError)] = [
    ("ftp://p", .noProxyScheme), ("socks4://p", .noProxyScheme), ("", .noHost),
    ("http://", .noHost),
    ("http://p:0", .badPort), ("p:x", .badPort), ("http://p q", .blank),
  ]

  @Test(arguments: wrong)
  func whatIsNoProxyIsRefused(_ text: String, _ error: ServiceURLError) {
    #expect(throws: error) { try ProxyURL(text) }
  }
}
