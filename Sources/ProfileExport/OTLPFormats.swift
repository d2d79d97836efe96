import ProfileAnalysis
package import ProfileModel

extension OutputFormat {
  /// OpenTelemetry's protobuf.
  package static let otlp = OutputFormat(
    name: "otlp", summary: "OpenTelemetry (v1development) in protobuf", endings: [".otlp"],
    isText: false, keeps: otlpParts, options: [.service],
    writer: { profile, settings, sink in
      OTLPWriter.write(
        profile, service: settings.service, shown: try SampleTypeChoice(of: profile).column,
        to: &sink)
      return LeftOutStacks()
    })

  /// The same as JSON, as the collector's file exporter writes it.
  package static let otlpJSON = OutputFormat(
    name: "otlp-json", widerName: "otlp", summary: "the same as JSON", endings: [".otlp.json"],
    isText: true, keeps: otlpParts, options: [.service],
    writer: { profile, settings, sink in
      try OTLPWriter.writeJSON(
        profile, service: settings.service, shown: try SampleTypeChoice(of: profile).column,
        to: &sink)
      return LeftOutStacks()
    })

  private static let otlpParts = Set(ProfilePart.allCases).subtracting([.mixedUnits, .zeros])
}

/// Writes a profile as OpenTelemetry's `ProfilesData` in protobuf: a profile for each sample type, the one to show
/// first in front, and a dictionary that all share.
package enum OTLPWriter {
  /// Writes the message; the sink is not finished.
  ///
  /// - `service`: what was measured.
  /// - `shown`: the sample type to show first.
  package static func write(
    _ profile: Profile, service: String = "unknown_service", shown: Int, to sink: inout ByteSink
  ) {
    sink.write(bytes: message(of: profile, service: service, shown: shown)[...])
  }

  /// Writes the message as JSON; the sink is not finished.
  package static func writeJSON(
    _ profile: Profile, service: String = "unknown_service", shown: Int, to sink: inout ByteSink
  ) throws {
    let message = message(of: profile, service: service, shown: shown)
    try OTLPJSONText(message).write(to: &sink)
    sink.write("\n")
  }

  private static func message(of profile: Profile, service: String, shown: Int) -> [UInt8] {
    var dictionary = OTLPExport(profile)
    let labels = (0..<profile.labelSets.count).map {
      dictionary.attributes(of: LabelSetID(UInt32($0)))
    }
    let header = dictionary.headerAttributes()
    let others = profile.header.sampleTypes.indices.filter { $0 != shown }
    let order = (profile.header.sampleTypes.indices.contains(shown) ? [shown] : []) + others
    let profiles = order.map { type in message(of: profile, type: type, labels, header) }
    let resource = ProtobufBytes.message { resource in
      resource.write(1, content: self.resource(service))
      resource.write(
        2,
        content: ProtobufBytes.message { scope in
          scope.write(1, content: ProtobufBytes.message { $0.write(1, content: "pproftool".utf8) })
          for profile in profiles { scope.write(2, content: profile) }
        })
    }
    return ProtobufBytes.message { data in
      data.write(1, content: resource)
      data.write(2, content: dictionary.message())
    }
  }

  private static func resource(_ service: String) -> [UInt8] {
    ProtobufBytes.message { resource in
      resource.write(
        1,
        content: ProtobufBytes.message { pair in
          pair.write(1, content: "service.name".utf8)
          pair.write(2, content: ProtobufBytes.message { $0.write(1, content: service.utf8) })
        })
    }
  }

  private static func message(
    of profile: Profile, type: Int, _ labels: [[UInt64]], _ header: [UInt64]
  ) -> [UInt8] {
    ProtobufBytes.message { message in
      message.write(1, content: valueType(profile.header.sampleTypes[type]))
      for sample in 0..<profile.sampleTable.count {
        let value = profile.sampleTable.values[sample * profile.width + type]
        message.write(
          2,
          content: ProtobufBytes.message { row in
            row.write(1, Int(profile.sampleTable.stacks[sample]))
            row.write(2, packed: labels[Int(profile.sampleTable.labelSets[sample])])
            row.write(4, packed: [UInt64(bitPattern: value)])
          })
      }
      message.write(3, fixed: UInt64(max(0, profile.header.timeNanos)))
      message.write(4, max(0, profile.header.durationNanos))
      message.write(5, content: valueType(profile.header.periodType))
      message.write(6, profile.header.period)
      message.write(11, packed: header)
    }
  }

  private static func valueType(_ type: ValueType) -> [UInt8] {
    ProtobufBytes.message { message in
      message.write(1, Int(type.type.index))
      message.write(2, Int(type.unit.index))
    }
  }
}
