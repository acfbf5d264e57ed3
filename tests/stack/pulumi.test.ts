import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { planEstate } from "../../plan/estate";
import { contractIn } from "../../policy-pack/contract/read";
import { typeName } from "../../policy-pack/engine/type-names";
import { unknownSentinels } from "../../policy-pack/engine/value";
import { documentLocations } from "../../policy-pack/iam/document-locations";
import { arbitraryOverrides, documentsOf } from "../plan/examples";
import { planContext } from "../support/context";
import { previewStack, root } from "./support";

/** Every text of a source file that the program uses: comments and patterns are none. */
function textsIn(file: string): readonly string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(root, file), "utf8"),
    ts.ScriptTarget.ES2023,
    true,
  );
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

const sourcesOf = (...folders: readonly string[]) =>
  folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));

describe("the program as Pulumi runs it", () => {
  it("IAM-66 writes no partition into an ARN", () => {
    const files = [...sourcesOf("plan", "components"), "index.ts"];
    assert.ok(files.length > 60);
    assert.deepEqual(
      files.filter((file) => textsIn(file).some((text) => /\barn:aws/.test(text))),
      [],
    );
  });

  it("IAM-66 names no other partition than the stack's in any document of any graph", () => {
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        const { config, environment } = planContext(overrides);
        const changes = { region: "us-gov-west-1", partition: "aws-us-gov" };
        const documents = documentsOf(planEstate(config, { ...environment, ...changes }));
        assert.ok(documents.length > 20);
        for (const { id, document } of documents) {
          const partitions = JSON.stringify(document).match(/(?<="arn:)[^:]*/g) ?? [];
          assert.ok(
            partitions.every((partition) => partition === "aws-us-gov"),
            id,
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it("IAM-66 lets a role be passed only to the service that it is for", () => {
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        const { config, environment } = planContext(overrides);
        for (const { id, document } of documentsOf(planEstate(config, environment))) {
          for (const { Effect, Action, Condition } of document.Statement) {
            if (Effect === "Deny" || !Action.some((action) => /^iam:(PassRole|\*)/i.test(action))) {
              continue;
            }
            assert.ok(Condition?.["StringEquals"]?.["iam:PassedToService"], id);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it("PUL-101 knows or declares every document at the first preview", async () => {
    const { resources } = await previewStack("dev");
    const declared = new Set(
      resources
        .flatMap(({ urn, inputs }) => contractIn(urn, inputs) ?? [])
        .flatMap(({ documents }) => documents)
        .map(({ target, property }) => `${target} ${property}`),
    );
    const documents = resources.flatMap(({ type, name, inputs }) =>
      (documentLocations[typeName(type)] ?? []).flatMap(({ path: [property = ""] }) => {
        const text = JSON.stringify(inputs[property] ?? null);
        if (text === "null") return [];
        const isKnown = !unknownSentinels.some((sentinel) => text.includes(sentinel));
        return [{ place: `${name} ${property}`, isKnown }];
      }),
    );
    assert.ok(documents.length > 60);
    assert.deepEqual(
      documents.filter(({ place, isKnown }) => !isKnown && !declared.has(place)),
      [],
    );
  });

  it("PUL-102 asks AWS for nothing but what preview and mocks answer, or what waits for a key", () => {
    const asked = new Set(
      sourcesOf("components")
        .map((file) => readFileSync(path.join(root, file), "utf8"))
        .flatMap((text) => [...text.matchAll(/\b\w+\.(get[A-Z]\w*?)(?:Output)?\(/g)])
        .map(([, name]) => name ?? "")
        .filter((name) => !["getProject", "getStack"].includes(name)),
    );
    assert.deepEqual([...asked].sort(), ["getManagedPrefixList", "getPublicKey"]);
    const [preview = "", mocks = ""] = ["preview/engine/invokes.ts", "tests/support/mocks.ts"].map(
      (file) => readFileSync(path.join(root, file), "utf8"),
    );
    assert.ok(preview.includes("/getManagedPrefixList:getManagedPrefixList"));
    // The id of its key is unknown until AWS made it, so that no preview of a new stack asks for it.
    assert.ok(!preview.includes("/getPublicKey:"));
    assert.ok(mocks.includes("/getPublicKey:getPublicKey"));
  });

  it("PUL-106 leaves networks to the estate: the example takes no subnets from awsx", () => {
    // Only awsx.ec2.Vpc has a subnetStrategy to choose; the example uses awsx for images and tasks.
    const used = new Set(
      globSync("examples/agent-service/*.ts", { cwd: root })
        .map((file) => readFileSync(path.join(root, file), "utf8"))
        .flatMap((text) => [...text.matchAll(/\bawsx\.(\w+)\./g)])
        .map(([, module]) => module),
    );
    assert.deepEqual([...used].sort(), ["ecr", "ecs"]);
  });
});
