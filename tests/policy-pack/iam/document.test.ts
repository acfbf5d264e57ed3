import assert from "node:assert/strict";
import fc from "fast-check";
import type { Value } from "../../../policy-pack/engine/value";
import { readDocument, readStatements, type Statement } from "../../../policy-pack/iam/document";
import { wildcardAction } from "../../../policy-pack/rules/iam/wildcard-action";
import { identity, queue } from "../../support/policy-pack/documents";
import { unknown } from "../../support/policy-pack/resources";
import { findingsOf } from "../../support/policy-pack/rule-cases";

const statementsOf = (value: Value): readonly Statement[] => {
  const document = readDocument(value, "/policy");
  return document.kind === "known" ? document.statements : assert.fail("the document is unknown");
};

const texts = (statement: Statement | undefined) => ({
  effect: statement?.effect,
  actions: statement?.actions.map((entry) => (entry.kind === "text" ? entry.text : entry.kind)),
  resources: statement?.resources.map((entry) => (entry.kind === "text" ? entry.text : entry.kind)),
});

const full = {
  Version: "2012-10-17",
  Statement: [{ Sid: "a", Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [queue] }],
};

describe("reading documents", () => {
  it("POL-100 gives the same for an object, its text, and its text with white space", () => {
    const forms: readonly Value[] = [
      full,
      JSON.stringify(full),
      `\n\t${JSON.stringify(full, null, 3)} `,
    ];
    for (const form of forms) assert.deepEqual(statementsOf(form), statementsOf(full));
  });

  it("POL-474 normalises a document once, by its content", () => {
    const text = JSON.stringify(full);
    const again = Buffer.from(text).toString();
    assert.equal(readDocument(again, "/policy"), readDocument(text, "/policy"));
    assert.equal(readDocument(full, "/policy"), readDocument(full, "/policy"));
    // Paths of findings are part of what was read.
    assert.notEqual(readDocument(text, "/inlinePolicy"), readDocument(text, "/policy"));
    assert.notDeepEqual(readDocument(`${text}x`, "/policy"), readDocument(text, "/policy"));
  });

  it("POL-474 forgets texts rather than keep every one of a large stack", () => {
    const text = JSON.stringify({ ...full, Id: "first" });
    const first = readDocument(text, "/policy");
    for (let at = 0; at <= 5000; at++) readDocument(JSON.stringify({ Id: String(at) }), "/policy");
    const second = readDocument(text, "/policy");
    assert.notEqual(second, first);
    assert.deepEqual(second, first);
  });

  it("POL-101 POL-102 POL-103 gives the same for scalar or list, in any letter case and order", () => {
    const spelt = fc.tuple(
      fc.shuffledSubarray(["Effect", "Action", "Resource"], { minLength: 3 }),
      fc.func(fc.boolean()),
      fc.boolean(),
    );
    fc.assert(
      fc.property(spelt, ([order, upper, isList]) => {
        const parts: Readonly<Record<string, string>> = {
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: queue,
        };
        const statement = Object.fromEntries(
          order.map((name): [string, Value] => {
            const value = parts[name] ?? "";
            const key = upper(name) ? name.toUpperCase() : name.toLowerCase();
            return [key, isList && name !== "Effect" ? [value] : value];
          }),
        );
        for (const Statement of [statement, [statement]]) {
          assert.deepEqual(texts(statementsOf({ Statement })[0]), {
            effect: "Allow",
            actions: ["sqs:SendMessage"],
            resources: [queue],
          });
        }
      }),
    );
  });

  it("POL-104 judges every value of a repeated element", () => {
    for (const actions of [
      ["*", "sqs:SendMessage"],
      ["sqs:SendMessage", "*"],
    ]) {
      const [first = "", second = ""] = actions;
      const policy = `{"Statement":[{"Action":"${first}","Effect":"Allow","Resource":"${queue}","Action":"${second}"}]}`;
      const [finding, ...others] = findingsOf(wildcardAction, { resources: identity(policy) });
      assert.match(finding?.message ?? "", /^Action \* allows every action/);
      assert.deepEqual(others, []);
    }
  });

  it("POL-104 counts an effect that is given twice as Allow", () => {
    const policy = `{"Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}`;
    assert.equal(statementsOf(policy)[0]?.effect, "Allow");
  });

  it("POL-105 judges both of a pair, and an effect that nobody knows as Allow", () => {
    const [statement] = statementsOf({
      Statement: { Effect: "Perhaps", Action: "a:B", NotAction: "c:D", Resource: "*" },
    });
    assert.equal(statement?.effect, "Allow");
    assert.deepEqual([statement.actions.length, statement.notActions.length], [1, 1]);
  });

  it("POL-106 reads statements without resource", () => {
    assert.deepEqual(
      statementsOf({ Statement: [{ Effect: "Allow", Action: "a:B" }] })[0]?.resources,
      [],
    );
  });

  it("POL-7 reads text with an unknown part, of which only that leaf is unknown", () => {
    const text = JSON.stringify(full).replace(queue, `${unknown}/*`);
    assert.deepEqual(texts(statementsOf(text)[0]).actions, ["sqs:SendMessage"]);
    assert.deepEqual(texts(statementsOf(text)[0]).resources, ["unknown"]);
    assert.equal(readDocument(`{"Statement":${unknown}}`, "/policy").kind, "unknown");
    assert.equal(readDocument(unknown, "/policy").kind, "unknown");
  });

  it("POL-69 reads references, and one whose parts are unknown as unknown", () => {
    const read = (Resource: Value) => {
      const document = readStatements([{ Resource }], "/d");
      return document.kind === "known" ? document.statements[0]?.resources : undefined;
    };
    assert.deepEqual(read([{ ref: "key" }, { ref: "table", suffix: "/index/*" }]), [
      { kind: "reference", ref: "key", suffix: "", path: "/d/0/Resource/0" },
      { kind: "reference", ref: "table", suffix: "/index/*", path: "/d/0/Resource/1" },
    ]);
    assert.deepEqual(read({ ref: "key", suffix: unknown }), [
      { kind: "unknown", path: "/d/0/Resource" },
    ]);
  });

  it("reads principals and conditions with pointers that lead back to them", () => {
    const [statement] = statementsOf({
      Statement: {
        Principal: { AWS: ["111122223333"], "a/b": "c" },
        Condition: { StringLike: { "AWS:PrincipalTag/Team": "x" } },
      },
    });
    assert.deepEqual(
      statement?.principals.map(({ type, entry }) => [type, entry.path]),
      [
        ["AWS", "/policy/Statement/0/Principal/AWS/0"],
        ["a/b", "/policy/Statement/0/Principal/a~1b"],
      ],
    );
    const [condition] = statement.conditions;
    assert.equal(condition?.key, "aws:principaltag/team");
    assert.equal(condition.path, "/policy/Statement/0/Condition/StringLike/AWS:PrincipalTag~1Team");
    assert.equal(condition.values[0]?.path, condition.path);
  });

  it("POL-456 never throws, whatever is given", () => {
    const anything = fc.jsonValue({ maxDepth: 4 }).map((value) => value as Value);
    fc.assert(
      fc.property(anything, (value) => {
        for (const form of [value, JSON.stringify(value), { Statement: value }]) {
          readDocument(form, "/policy");
        }
      }),
    );
  });

  it("POL-456 reads 6,000 statements and prototype keys", () => {
    const many = Array.from({ length: 6000 }, (_, at) => ({
      ...full.Statement[0],
      Sid: String(at),
    }));
    assert.equal(statementsOf({ Statement: many }).length, 6000);
    assert.equal(statementsOf('{"__proto__":{"Statement":[]},"Statement":[{}]}').length, 1);
  });
});
