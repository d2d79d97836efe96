public import ProfileModel

extension Profile: CustomStringConvertible {
  /// What is in the profile, for people: `goroutine (count): 12 samples, 12 stacks, 80 functions`.
  public var description: String {
    let types = sampleTypes.map { type, unit in unit.isEmpty ? type : "\(type) (\(unit))" }
    let counts = [
      sampleTable.count.counted("sample"), (stacks.count - 1).counted("stack"),
      functions.count.counted("function"),
    ]
    return "\(types.isEmpty ? "no sample type" : types.joined(separator: ", ")): "
      + counts.joined(separator: ", ")
  }
}
