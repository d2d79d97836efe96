import ProfileModel

/// A profile of a few samples, for tests: stacks are names from root to leaf.
func smallProfile(
  _ types: String, _ samples: [(stack: String, labels: [(String, String)], values: [Int64])],
  adjust: (inout ProfileBuilder) -> Void = { _ in }
) -> Profile {
  var builder = ProfileBuilder()
  for type in types.split(separator: " ") {
    let parts = type.split(separator: "/").map { builder.string(String($0)) }
    builder.header.sampleTypes.append(ValueType(type: parts[0], unit: parts[1]))
  }
  for sample in samples {
    let frames = sample.stack.split(separator: ";").reversed().map { name in
      builder.location(function: builder.function(name: builder.string(String(name))))
    }
    let labels = sample.labels.map { key, text in
      Label(key: builder.string(key), value: .text(builder.string(text)))
    }
    let stack = builder.stack(frames)
    let set = builder.labelSet(labels)
    builder.appendSample(stack: stack, labels: set, values: sample.values)
  }
  adjust(&builder)
  return builder.finish()
}

extension Profile {
  /// One line per sample, in table order: `main;work {tenant=acme} 4 2`.
  var lines: [String] {
    (0..<sampleTable.count).map { row in
      let frames = stacks.frames(of: StackID(sampleTable.stacks[row])).reversed().map { frame in
        let line = locations.lines(of: LocationID(stacks.frames[frame]))
        return line.isEmpty
          ? "?" : strings[functions.name(of: FunctionID(locations.lineFunctions[line.lowerBound]))]
      }
      let labels = labelSets.labels(of: LabelSetID(sampleTable.labelSets[row])).map { label in
        switch label.value {
        case .text(let text): "\(strings[label.key])=\(strings[text])"
        case .number(let number, let unit): "\(strings[label.key])=\(number)\(strings[unit])"
        }
      }
      let values = sampleTable.values[row * width..<(row + 1) * width].map { String($0) }
      return
        ([frames.joined(separator: ";")]
        + (labels.isEmpty ? [] : ["{\(labels.joined(separator: " "))}"])
        + values).joined(separator: " ")
    }
  }

  var typeNames: [String] {
    header.sampleTypes.map { "\(strings[$0.type])/\(strings[$0.unit])" }
  }
}
