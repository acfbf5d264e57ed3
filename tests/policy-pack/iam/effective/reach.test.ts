import assert from "node:assert/strict";
import fc from "fast-check";
import { readStatements, type Statement } from "../../../../policy-pack/iam/document";
import {
  denies,
  meetsReach,
  reachesOf,
  speaksOf,
} from "../../../../policy-pack/iam/effective/reach";
import { all, any, not, type Truth } from "../../../../policy-pack/iam/effective/truth";
import { covers } from "../../../../policy-pack/iam/pattern";
import { unknown } from "../../../support/policy-pack/resources";

// Few letters, so that patterns often meet.
const actions = ["a:x", "a:y", "b:x", "b:y"];
const resources = ["arn:aws:s:::p", "arn:aws:s:::q", "arn:aws:s:::pp", "arn:aws:t:::p"];
const actionPattern = fc.constantFrom("*", "a:*", "*:x", "a:?", ...actions);
const resourcePattern = fc.constantFrom("*", "arn:aws:s:::p*", "arn:aws:s:::?", ...resources);
const truth = fc.constantFrom<Truth>("yes", "no", "maybe");

const statementOf = (effect: string) =>
  fc
    .tuple(
      fc.constantFrom("Action", "NotAction"),
      fc.array(actionPattern, { minLength: 1, maxLength: 2 }),
      fc.constantFrom("Resource", "NotResource"),
      fc.array(resourcePattern, { minLength: 1, maxLength: 2 }),
    )
    .map(([action, names, resource, arns]) => ({
      Effect: effect,
      [action]: names,
      [resource]: arns,
    }));

function read(value: Parameters<typeof readStatements>[0][number]): Statement {
  const document = readStatements([value], "");
  const [statement] = document.kind === "known" ? document.statements : [];
  assert.ok(statement);
  return statement;
}

const texts = (entries: Statement["actions"]): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === "text" ? [entry.text] : []));

/** Whether a statement means one action on one resource, by definition. */
const means = (statement: Statement, action: string, resource: string): boolean =>
  matches(texts(statement.actions), texts(statement.notActions), action) &&
  matches(texts(statement.resources), texts(statement.notResources), resource);

const matches = (listed: readonly string[], excluded: readonly string[], text: string): boolean =>
  listed.some((pattern) => covers(pattern, text)) ||
  (excluded.length > 0 && !excluded.some((pattern) => covers(pattern, text)));

const isIn = (reach: ReturnType<typeof reachesOf>[number], resource: string): boolean =>
  reach.kind === "entry"
    ? reach.entry.kind === "text" && covers(reach.entry.text, resource)
    : !texts(reach.excluded).some((pattern) => covers(pattern, resource));

describe("reach of statements", () => {
  it("POL-453 speaks of exactly the actions that the statement means", () => {
    fc.assert(
      fc.property(statementOf("Allow"), fc.constantFrom(...actions), (value, action) => {
        const statement = read(value);
        const expected = matches(texts(statement.actions), texts(statement.notActions), action);
        assert.equal(speaksOf(statement, action) === "yes", expected);
      }),
    );
  });

  it("POL-453 calls a grant denied only where no resource of it stays", () => {
    fc.assert(
      fc.property(
        statementOf("Allow"),
        statementOf("Deny"),
        fc.constantFrom(...actions),
        (allow, deny, action) => {
          const [grant, denial] = [read(allow), read(deny)];
          for (const reach of reachesOf(grant)) {
            if (denies(denial, { action, reach, conditions: [] }) !== "yes") continue;
            for (const resource of resources.filter((each) => isIn(reach, each))) {
              assert.ok(means(denial, action, resource), resource);
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("POL-453 finds every resource that a grant and a boundary share", () => {
    fc.assert(
      fc.property(
        statementOf("Allow"),
        statementOf("Allow"),
        fc.constantFrom(...resources),
        (allow, limit, resource) => {
          const [grant, boundary] = [read(allow), read(limit)];
          const inBoundary = matches(
            texts(boundary.resources),
            texts(boundary.notResources),
            resource,
          );
          for (const reach of reachesOf(grant)) {
            if (!inBoundary || !isIn(reach, resource)) continue;
            assert.equal(meetsReach(boundary, reach), "yes");
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("POL-26 never calls a grant denied because of what is unknown", () => {
    fc.assert(
      fc.property(
        statementOf("Allow"),
        fc.constantFrom<Record<string, string[]>>(
          { Action: [unknown], Resource: ["*"] },
          { Action: ["*"], Resource: [unknown] },
          { NotAction: [unknown], Resource: ["*"] },
          { Action: ["*"], NotResource: [unknown] },
        ),
        (allow, denial) => {
          const statement = read({ Effect: "Deny", ...denial });
          for (const reach of reachesOf(read(allow))) {
            const asked = { action: "a:x", reach, conditions: [] };
            assert.notEqual(denies(statement, asked), "yes");
          }
        },
      ),
    );
  });

  it("reads an allowing statement as no denial, and an unknown one as a possible one", () => {
    const [reach] = reachesOf(read({ Effect: "Allow", Action: "a:x", Resource: "*" }));
    assert.ok(reach);
    const asked = { action: "a:x", reach, conditions: [] };
    assert.equal(denies(read({ Effect: "Allow", Action: "*", Resource: "*" }), asked), "no");
    assert.equal(
      denies({ ...read({ Effect: "Deny", Action: "*" }), unknown: true }, asked),
      "maybe",
    );
  });

  it("tells one declared reference from another", () => {
    const on = (...refs: readonly (readonly [ref: string, suffix: string])[]) =>
      read({
        Effect: "Deny",
        Action: "*",
        Resource: refs.map(([ref, suffix]) => ({ ref, suffix })),
      });
    const [reach] = reachesOf(on(["key", "/a"]));
    assert.ok(reach);
    const verdict = (denial: Statement) => denies(denial, { action: "a:x", reach, conditions: [] });
    assert.equal(verdict(on(["key", "/a"])), "yes");
    assert.equal(verdict(on(["key", "/*"])), "yes");
    assert.equal(verdict(on(["key", "/b"])), "no");
    assert.equal(verdict(on(["other", "/a"])), "no");
    assert.equal(
      verdict(read({ Effect: "Deny", Action: "*", Resource: "arn:aws:s:::p" })),
      "maybe",
    );
    assert.equal(meetsReach(on(["key", "/*"]), reach), "yes");
    assert.equal(meetsReach(on(["other", "/*"]), reach), "no");
  });
});

describe("three values", () => {
  it("POL-20 follow and, or and not, whatever the order", () => {
    fc.assert(
      fc.property(fc.array(truth), (values) => {
        const wanted = values.includes("no") ? "no" : values.includes("maybe") ? "maybe" : "yes";
        assert.equal(all(values), wanted);
        assert.equal(all(values.toReversed()), wanted);
        assert.equal(any(values.map(not)), not(wanted));
      }),
    );
  });
});
