// Holds what is written for viewers against what their readers need, and prints what is in it as JSON:
// each profile or thread with its name, its sum and how many stacks it has, and the names of all frames.
//
// usage: node viewers.mjs speedscope|firefox <FILE
import {readFileSync} from 'node:fs';

const UNITS = ['none', 'nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'bytes'];
const WEIGHTS = ['samples', 'tracing-ms', 'bytes'];

/** @param {boolean} holds @param {string} otherwise */
function need(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

const isText = value => typeof value === 'string';
const isNumber = value => typeof value === 'number' && Number.isFinite(value);
const isIndex = (value, length) => Number.isInteger(value) && value >= 0 && value < length;
const sum = values => values.reduce((total, value) => total + value, 0);
/** Sums of floats differ by their order. */
const isNear = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** An object has these keys and may have those, each of the kind that is told. */
function needKeys(object, required, optional, what) {
  for (const [key, holds] of Object.entries(required)) {
    need(key in object, `${what} has no '${key}'`);
    need(holds(object[key]), `${what}: '${key}' is ${JSON.stringify(object[key])?.slice(0, 80)}`);
  }
  for (const [key, value] of Object.entries(object)) {
    need(key in required || key in optional, `${what} has '${key}', which nobody knows`);
    if (key in optional) need(optional[key](value), `${what}: '${key}' is ${value}`);
  }
}

// speedscope's file-format-schema.json

function speedscope(file) {
  needKeys(file, {$schema: isText, shared: s => Array.isArray(s.frames), profiles: Array.isArray},
    {name: isText, exporter: isText, activeProfileIndex: i => isIndex(i, file.profiles.length)}, 'the file');
  need(file.$schema === 'https://www.speedscope.app/file-format-schema.json', file.$schema);
  for (const frame of file.shared.frames)
    needKeys(frame, {name: isText}, {file: isText, line: isNumber, col: isNumber}, 'a frame');
  const texts = file.shared.frames.map(frame => JSON.stringify(frame));
  need(new Set(texts).size === texts.length, 'a frame is there twice');
  const profiles = file.profiles.map(profile => sampled(profile, file.shared.frames.length));
  return {profiles, names: file.shared.frames.map(frame => frame.name)};
}

function sampled(profile, frames) {
  needKeys(profile, {type: type => type === 'sampled', name: isText, unit: unit => UNITS.includes(unit),
    startValue: value => value === 0, endValue: isNumber, samples: Array.isArray, weights: Array.isArray}, {}, 'a profile');
  need(profile.samples.length === profile.weights.length, 'samples and weights differ in length');
  need(profile.weights.every(weight => isNumber(weight) && weight > 0), 'a weight is not above 0');
  need(profile.samples.every(stack => stack.every(frame => isIndex(frame, frames))), 'a frame beyond the table');
  need(isNear(sum(profile.weights), profile.endValue), 'the end is not the sum');
  need(new Set(profile.samples.map(String)).size === profile.samples.length, 'a stack is there twice');
  return {name: profile.name, unit: profile.unit, sum: profile.endValue, stacks: profile.samples.length};
}

// The Firefox Profiler's processed profile, version 66

const TABLES = {
  stackTable: ['frame', 'prefixOffset'],
  frameTable: ['address', 'inlineDepth', 'category', 'subcategory', 'func', 'nativeSymbol', 'innerWindowID', 'line',
    'column', 'originalLocation'],
  funcTable: ['name', 'isJS', 'relevantForJS', 'resource', 'source', 'lineNumber', 'columnNumber', 'originalLocation'],
  resourceTable: ['lib', 'name', 'host', 'type'],
  nativeSymbols: ['libIndex', 'address', 'name', 'functionSize'],
  sources: ['id', 'filename', 'startLine', 'startColumn', 'sourceMapURL', 'content'],
  sourceLocationTable: ['source', 'line', 'column'],
};

function needTable(table, columns, what) {
  need(Number.isInteger(table?.length), `${what} has no length`);
  for (const column of columns) {
    need(Array.isArray(table[column]), `${what} has no column '${column}'`);
    need(table[column].length === table.length, `${what}: '${column}' has ${table[column].length} rows of ${table.length}`);
  }
}

/** Each entry of a column is a row of another table, or one of the values that mean none. */
function needRows(column, length, what, none = []) {
  for (const [row, value] of column.entries())
    need(none.includes(value) || isIndex(value, length), `${what}[${row}] is ${value} of ${length}`);
}

function firefox(file) {
  const isTrue = value => value === true;
  needKeys(file.meta, {interval: isNumber, startTime: isNumber, processType: isNumber, product: isText, stackwalk: isNumber,
    version: v => v === 24, preprocessedProfileVersion: v => v === 66, symbolicated: isTrue, markerSchema: Array.isArray,
    categories: Array.isArray, usesOnlyOneStackType: isTrue, sourceCodeIsNotOnSearchfox: isTrue, importedFrom: isText},
  {sampleUnits: units => isText(units.time)}, 'meta');
  for (const category of file.meta.categories)
    needKeys(category, {name: isText, color: isText, subcategories: list => list[0] === 'Other'}, {}, 'a category');
  need(Array.isArray(file.libs), 'there are no libs');
  const shared = file.shared;
  for (const [name, columns] of Object.entries(TABLES)) needTable(shared[name], columns, name);
  need(shared.stringArray.every(isText), 'a string is none');
  needShared(shared, file.meta.categories);
  return {profiles: file.threads.map(thread => sampledThread(thread, shared.stackTable.length)),
    names: shared.funcTable.name.map(name => shared.stringArray[name])};
}

function needShared({stackTable, frameTable, funcTable, resourceTable, sources, stringArray}, categories) {
  needRows(stackTable.frame, frameTable.length, 'stackTable.frame');
  stackTable.prefixOffset.forEach((offset, row) =>
    need(Number.isInteger(offset) && offset >= 0 && offset <= row, `stackTable.prefixOffset[${row}] is ${offset}`));
  needRows(frameTable.func, funcTable.length, 'frameTable.func');
  needRows(frameTable.category, categories.length, 'frameTable.category');
  frameTable.subcategory.forEach((subcategory, row) =>
    need(isIndex(subcategory, categories[frameTable.category[row]].subcategories.length), `frameTable.subcategory[${row}]`));
  need(frameTable.address.every(address => Number.isInteger(address) && address >= -1), 'an address is none');
  need(frameTable.inlineDepth.every(depth => Number.isInteger(depth) && depth >= 0), 'a depth of inlining is none');
  for (const column of ['line', 'column'])
    need(frameTable[column].every(value => value === null || value > 0), `a ${column} is none`);
  needRows(funcTable.name, stringArray.length, 'funcTable.name');
  needRows(funcTable.resource, resourceTable.length, 'funcTable.resource', [-1]);
  needRows(funcTable.source, sources.length, 'funcTable.source', [null]);
  needRows(resourceTable.name, stringArray.length, 'resourceTable.name');
  needRows(sources.filename, stringArray.length, 'sources.filename');
}

function sampledThread(thread, stacks) {
  needKeys(thread, {processType: isText, processStartupTime: isNumber, processShutdownTime: t => t === null, registerTime: isNumber,
    unregisterTime: t => t === null, pausedRanges: Array.isArray, name: isText, isMainThread: b => typeof b === 'boolean', pid: isText,
    tid: tid => isText(tid) || isNumber(tid), samples: s => WEIGHTS.includes(s.weightType), markers: m => m.length === 0}, {}, 'a thread');
  const {samples, markers} = thread;
  needTable(samples, ['stack', 'time', 'weight'], 'samples');
  needTable(markers, ['data', 'name', 'startTime', 'endTime', 'phase', 'category'], 'markers');
  needRows(samples.stack, stacks, 'samples.stack', [null]);
  need(samples.weight.every(isNumber), 'a weight is none');
  samples.time.forEach((time, row) => need(isNumber(time) && (row === 0 || time >= samples.time[row - 1]), `time ${row} falls`));
  return {name: thread.name, unit: samples.weightType, sum: sum(samples.weight), stacks: samples.length};
}

console.log(JSON.stringify({speedscope, firefox}[process.argv[2]](JSON.parse(readFileSync(0, 'utf8')))));
