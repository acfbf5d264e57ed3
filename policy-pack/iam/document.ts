import type { Value } from "../engine/value";
import { isObject, isUnknown, listOf, pointer, unknownSentinels } from "../engine/value";
import { parseJson } from "./json";
import {
  foldKeys,
  nameProblems,
  ownValue,
  readStatement,
  statementProblems,
} from "./read-statement";
import type { Problem, Statement } from "./statement";

export type { Condition, Entry, PrincipalEntry, Problem, Statement, TextEntry } from "./statement";

/** What reading a document gives. */
export type Document =
  | {
      readonly kind: "known";
      /** Version as written; undefined when it is absent or unknown. */
      readonly version: string | undefined;
      /** Whether the version is there but unknown. */
      readonly versionUnknown: boolean;
      readonly statements: readonly Statement[];
      readonly problems: readonly Problem[];
    }
  | { readonly kind: "unknown"; readonly path: string };

const sentinels: ReadonlySet<string> = new Set(unknownSentinels);

// Rules read the same document one after the other. Both stores forget what is no longer in use.
const byObject = new WeakMap<object, Map<string, Document>>();
const byText = new Map<string, Document>();
const mostTexts = 5000;

/** Reads a document given as object or JSON text. */
export function readDocument(value: Value, path: string): Document {
  if (typeof value !== "object" || value === null) return readText(value, path);
  const known = byObject.get(value) ?? new Map<string, Document>();
  byObject.set(value, known);
  const document = known.get(path) ?? readParsed(value, path, []);
  known.set(path, document);
  return document;
}

/** Reads statements that a component declares; they use the current policy language. */
export function readStatements(statements: readonly Value[], path: string): Document {
  return {
    kind: "known",
    version: "2012-10-17",
    versionUnknown: false,
    statements: statements.map((statement, index) =>
      readStatement(statement, `${path}/${String(index)}`),
    ),
    problems: statements.flatMap((statement, index) =>
      statementProblems(statement, `${path}/${String(index)}`),
    ),
  };
}

function readText(value: Value, path: string): Document {
  if (typeof value !== "string") return malformed(path, "The document is not a JSON object.");
  if (sentinels.has(value)) return { kind: "unknown", path };
  const key = `${path}\n${value}`;
  const known = byText.get(key);
  if (known !== undefined) return known;
  const document = parseText(value, path);
  if (byText.size >= mostTexts) byText.clear();
  byText.set(key, document);
  return document;
}

// Text that an unknown value is part of is read all the same: only the leaf that holds it is unknown.
function parseText(text: string, path: string): Document {
  const parsed = parseJson(text);
  if (parsed !== undefined) return readParsed(parsed.value, path, parsed.duplicates);
  return isUnknown(text) ? { kind: "unknown", path } : malformed(path, "The text is not JSON.");
}

function readParsed(value: Value, path: string, duplicates: readonly string[]): Document {
  if (!isObject(value)) return malformed(path, "The document is not a JSON object.");
  const folded = foldKeys(value);
  const statement = ownValue(folded, "statement");
  const problems: readonly Problem[] = [
    ...duplicates.map((at) => ({
      path: path + at,
      message: `${at.split("/").at(-1) ?? ""} occurs more than once; readers differ on which one counts.`,
    })),
    ...nameProblems(value, path, ["Version", "Id", "Statement"]),
    ...versionProblems(ownValue(folded, "version"), `${path}/Version`),
  ];
  if (statement === undefined || statement === null) {
    const missing = { path, message: "The document has no Statement." };
    return { ...malformed(path, ""), problems: [...problems, missing] };
  }
  if (isUnknown(statement)) return { kind: "unknown", path: path + pointer(["Statement"]) };
  const read = readStatements(listOf(statement), `${path}/Statement`);
  if (read.kind === "unknown") return read;
  return {
    kind: "known",
    version: knownVersion(ownValue(folded, "version")),
    versionUnknown: isUnknown(ownValue(folded, "version")),
    statements: read.statements,
    problems: [...problems, ...read.problems],
  };
}

const malformed = (path: string, message: string): Extract<Document, { kind: "known" }> => ({
  kind: "known",
  version: undefined,
  versionUnknown: false,
  statements: [],
  problems: [{ path, message }],
});

const versions: readonly Value[] = ["2012-10-17", "2008-10-17"];

const knownVersion = (value: Value | undefined): string | undefined =>
  typeof value === "string" && !isUnknown(value) ? value : undefined;

function versionProblems(value: Value | undefined, path: string): readonly Problem[] {
  if (value === undefined || value === null || isUnknown(value) || versions.includes(value)) {
    return [];
  }
  return [{ path, message: `Version ${JSON.stringify(value)} does not exist; use 2012-10-17.` }];
}
