import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { UsageError } from "../../../preview/errors";
import { readContents } from "../../../preview/judge-file/read-file";
import { state, stateResource } from "../../support/preview/states";

describe("readContents", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "judge-"));
    file = path.join(folder, "given.json");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (text: string) => {
    writeFileSync(file, text);
    return readContents(file);
  };

  it("tells a state from a graph by its content", () => {
    assert.equal(read(JSON.stringify(state([stateResource("t", "a")]))).isDeployed, true);
    const graph = {
      urn: "urn:pulumi:dev::shop::t::a",
      type: "t",
      name: "a",
      custom: true,
      properties: {},
      dependencies: [],
      propertyDependencies: {},
      options: { protect: false, ignoreChanges: [], additionalSecretOutputs: [] },
      read: false,
    };
    assert.equal(read(JSON.stringify([graph])).isDeployed, false);
  });

  const wrong: readonly (readonly [title: string, text: string, message: RegExp])[] = [
    [
      "no JSON",
      "{",
      /is not JSON \(.*\); give what `pulumi stack export` or the preview's --graph writes\.$/,
    ],
    ["a number", "1", /holds a number; give what/],
    ["null", "null", /holds a null; give what/],
    ["an empty object", "{}", /holds an empty object; give what/],
    [
      "a report",
      '{"version":1,"findings":[]}',
      /holds an object with version, findings; give what/,
    ],
    [
      "a state of another version",
      '{"version":9,"deployment":{}}',
      /is malformed; give what[^]*version/,
    ],
    ["a graph of something else", '[{"id":1}]', /is malformed; give what[^]*urn/],
    ["an empty graph", "[]", /holds no resource/],
  ];
  for (const [title, text, message] of wrong) {
    it(`refuses ${title}, and says what is allowed`, () => {
      assert.throws(
        () => read(text),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    });
  }

  it("refuses a file that is not there", () => {
    assert.throws(
      () => readContents(path.join(folder, "none.json")),
      /none\.json cannot be read: ENOENT/,
    );
  });
});
