import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const text = readFileSync(path.join(root, "services/Dockerfile"), "utf8");

/** Instructions with their arguments; lines that go on are joined. */
const instructions = text
  .replaceAll(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)] as const);

const lastStage = instructions.slice(instructions.findLastIndex(([name]) => name === "FROM"));
const last = (name: string) => lastStage.filter(([each]) => each === name).map(([, rest]) => rest);

describe("Dockerfile", () => {
  it("ends in an image of Node alone, of the version that built it", () => {
    assert.deepEqual(last("FROM"), ["gcr.io/distroless/nodejs${NODE_VERSION}-debian12:nonroot"]);
    assert.equal(instructions.filter(([name]) => name === "FROM").length, 2);
    assert.deepEqual(
      instructions.filter(([, rest]) => rest.startsWith("NODE_VERSION")),
      [["ARG", "NODE_VERSION=24"]],
    );
  });

  it("runs as a user that is not root, and that owns no file of its program", () => {
    assert.deepEqual(last("USER"), ["65532:65532"]);
    for (const copy of last("COPY")) assert.match(copy, /--chown=0:0 --chmod=0444 /);
  });

  it("needs no shell: nothing is run in the last stage, and every command is a list", () => {
    assert.deepEqual(last("RUN"), []);
    assert.deepEqual(last("CMD"), ['["/app/index.js"]']);
    assert.match(
      last("HEALTHCHECK").join(),
      /CMD \["\/nodejs\/bin\/node", "\/app\/healthcheck\.js"\]$/,
    );
  });

  it("copies two files and nothing else, so that nothing else can be found in it", () => {
    assert.equal(last("COPY").length, 2);
    assert.deepEqual(last("ADD"), []);
    assert.deepEqual(last("VOLUME"), []);
  });

  it("keeps the prototype of objects and the making of code out of reach", () => {
    const [environment = ""] = last("ENV");
    assert.match(environment, /--disable-proto=throw --disallow-code-generation-from-strings/);
    assert.doesNotMatch(environment, /inspect|--require|tls-min|SECRET|KEY|TOKEN/);
  });

  it("sends the builder what it copies, and nothing that could hold a secret", () => {
    const ignored = readFileSync(path.join(root, ".dockerignore"), "utf8").trim().split("\n");
    assert.equal(ignored[0], "*");
    const sent = ignored.slice(1).map((line) => line.replace(/^!/, ""));
    const copied = instructions
      .filter(([name, rest]) => name === "COPY" && !rest.startsWith("--from"))
      .flatMap(([, rest]) => rest.split(" ").slice(0, -1));
    assert.deepEqual(sent.toSorted(), copied.toSorted());
  });
});
