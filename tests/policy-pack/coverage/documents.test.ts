import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { documentsIn, mayHoldDocument } from "../../../policy-pack/coverage/documents";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import { typeName } from "../../../policy-pack/engine/type-names";
import type { Value } from "../../../policy-pack/engine/value";
import { documentsOf } from "../../../policy-pack/iam/locations";
import { document, resource, unknown } from "../../support/policy-pack/resources";

const type = "aws:new/thing:Thing";
const text = document({ Action: "sqs:SendMessage" });
const pathsIn = (properties: Readonly<Record<string, Value>>) =>
  documentsIn(type, properties).map(({ path: at }) => at);

describe("documentsIn", () => {
  it("finds text and objects, in any case, at any depth below a property named after a policy", () => {
    const object: Value = JSON.parse(text) as Value;
    const folded = { statement: { effect: "allow" } };
    assert.deepEqual(pathsIn({ policy: text }), ["/policy"]);
    assert.deepEqual(pathsIn({ accessPolicy: ` ${text}` }), ["/accessPolicy"]);
    assert.deepEqual(pathsIn({ policies: [{ body: object }, folded] }), [
      "/policies/0/body",
      "/policies/1",
    ]);
    assert.deepEqual(pathsIn({ settings: { resourcePolicy: text } }), ["/settings/resourcePolicy"]);
  });

  it("ignores documents elsewhere, and policies that are no documents", () => {
    assert.deepEqual(
      pathsIn({ value: text, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
      [],
    );
    assert.deepEqual(pathsIn({ policy: '{"rules":[]}', scalingPolicy: { Statement: [] } }), []);
    assert.deepEqual(pathsIn({ policy: "{ not JSON", policyName: "[1]" }), []);
  });

  it("notes an unknown value where the name may mean a document", () => {
    assert.deepEqual(documentsIn(type, { accessPolicy: unknown }), [
      { path: "/accessPolicy", unknown: true },
    ]);
    assert.deepEqual(documentsIn(type, { sslPolicy: unknown, name: unknown }), []);
    assert.deepEqual(
      documentsIn(type, {
        policies: [unknown, { name: unknown, arn: unknown, policyBody: unknown }],
      }),
      [
        { path: "/policies/0", unknown: true },
        { path: "/policies/1/policyBody", unknown: true },
      ],
    );
    assert.deepEqual(documentsIn(type, { sslPolicies: [{ policy: unknown }] }), []);
    assert.deepEqual(
      documentsIn("aws:ecr/lifecyclePolicy:LifecyclePolicy", { policy: unknown }),
      [],
    );
  });

  it("ends at hostile nesting", () => {
    let nested: Value = { Statement: [{ Effect: "Allow" }] };
    for (let depth = 0; depth < 10_000; depth += 1) nested = { nested };
    assert.deepEqual(pathsIn({ policy: nested }), []);
  });
});

describe("mayHoldDocument", () => {
  it("POL-51 says of every property of the installed provider whether it holds a document", () => {
    const provider = path.resolve(__dirname, "../../../node_modules/@pulumi/aws");
    const nothing = { declared: declaredDocuments([]) };
    const unread = globSync("*/*.js", { cwd: provider }).flatMap((file) => {
      const token = /__pulumiType = '(aws:[^']+)'/.exec(
        readFileSync(path.join(provider, file), "utf8"),
      )?.[1];
      if (token === undefined) return [];
      const name = token.split(":").at(-1) ?? "";
      const declaration = path.join(provider, file.replace(/\.js$/, ".d.ts"));
      const [, inputs = ""] = readFileSync(declaration, "utf8").split(`interface ${name}Args {`);
      const properties = [...inputs.matchAll(/^ {4}(\w+)\??: /gm)].map(
        ([, property = ""]) => property,
      );
      return properties
        .filter((property) => mayHoldDocument(token, [property]))
        .filter(
          (property) =>
            !documentsOf(
              resource(typeName(token), {
                [property]: property === "inlinePolicies" ? [{ policy: text }] : text,
              }),
              nothing,
            ).some(({ path: at }) => at === `/${property}` || at.startsWith(`/${property}/`)),
        )
        .map((property) => `${token} ${property}`);
    });
    // Documents that no rule reads yet; coverage/unread-document reports them.
    assert.deepEqual(unread, [
      "aws:odb/network:Network kmsPolicyDocument",
      "aws:odb/network:Network s3PolicyDocument",
      "aws:odb/network:Network stsPolicyDocument",
    ]);
  });
});
