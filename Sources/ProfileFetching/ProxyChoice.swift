import ProfileSystem

/// The proxy that an address is asked through.
///
/// As in Go's `http.ProxyFromEnvironment`: the variables may have either case, small letters count first, and what is on
/// this machine is asked directly.
struct ProxyChoice: Equatable {
  /// The proxy's address; empty for none.
  let proxy: String
  /// The hosts that are asked directly, in the form of `NO_PROXY`.
  let direct: String

  init(for url: ServiceURL, _ chosen: String?, environment: (String) -> String? = variable) {
    if let chosen {
      (proxy, direct) = (chosen, "")
    } else if url.isLocal {
      (proxy, direct) = ("", "*")
    } else {
      let name = url.transport == .plain ? "http_proxy" : "https_proxy"
      proxy = Self.either(name, environment) ?? Self.either("all_proxy", environment) ?? ""
      direct = Self.either("no_proxy", environment) ?? ""
    }
  }

  private static func either(_ name: String, _ environment: (String) -> String?) -> String? {
    [name, name.uppercased()].lazy.compactMap(environment).first { !$0.isEmpty }
  }

  static func variable(_ name: String) -> String? {
    // A web server hands a request's header `Proxy:` to its scripts as HTTP_PROXY; Go does not take it there either.
    if name == "HTTP_PROXY", ThisProcess.environment("REQUEST_METHOD") != nil { return nil }
    return ThisProcess.environment(name).map { String(decoding: $0, as: UTF8.self) }
  }
}
