import assert from "node:assert/strict";
import fc from "fast-check";
import { compileFilterPattern } from "../../../detections/filter-pattern";

const matches = (pattern: string, event: unknown): boolean =>
  compileFilterPattern(pattern).matchesEvent(event);

const trail = {
  eventType: "UpdateTrail",
  sourceIPAddress: "111.111.111.111",
  arrayKey: ["value", "another value"],
  objectList: [
    { name: "a", id: 1 },
    { name: "b", id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  "cluster.name": "c",
};

const people = {
  user: { id: 1, email: "John.Stiles@example.com" },
  users: [
    { id: 2, email: "John.Doe@example.com" },
    { id: 3, email: "Jane.Doe@example.com" },
  ],
  actions: ["GET", "PUT", "DELETE"],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
    [7, 8, 9],
  ],
};

const documented: readonly (readonly [string, unknown, boolean])[] = [
  ['{ $.eventType = "UpdateTrail" }', trail, true],
  ["{ $.sourceIPAddress != 123.123.* }", trail, true],
  ['{ $.eventType = "*" && $.sourceIPAddress != 123.123.* }', trail, true],
  ['{ $.arrayKey[0] = "value" }', trail, true],
  ["{ $.objectList[1].id = 2 }", trail, true],
  ["{ $.eventType = %Trail% }", trail, true],
  ["{ $.arrayKey[*] = %val.{2}% }", trail, true],
  ["{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }", trail, true],
  ["{ $.['cluster.name'] = \"c\" }", trail, true],
  ["{ $.SomeObject IS NULL }", trail, true],
  ["{ $.SomeOtherObject NOT EXISTS }", trail, true],
  ["{ $.ThisFlag IS TRUE }", trail, true],
  ["{ $.ThisFlag IS FALSE }", trail, false],
  ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', people, true],
  [
    '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
    people,
    true,
  ],
  [
    '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
    people,
    false,
  ],
  ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', people, false],
  ["{$.foo = bar}", { foo: "bar" }, true],
  ["{$.foo = bar || $.foo = baz }", { foo: "baz" }, true],
  ["{ $.users = 1 }", { users: [1, 2, 3] }, false],
  ["{ $.users != 1 }", { users: [1, 2, 3] }, false],
  ["{ $.latency = * }", { latency: 50, requestType: "GET" }, true],
];

// How README.md of the folder answers what the guide leaves open.
const decided: readonly (readonly [string, unknown, boolean])[] = [
  ['{ $.a != "x" }', { b: "y" }, false],
  ['{ $.a != "x" }', { a: null }, false],
  ['{ $.a != "x" }', { a: { b: "y" } }, false],
  ['{ $.a = "*" }', { a: true }, false],
  ['{ $.a = "true" }', { a: true }, false],
  ["{ $.a NOT EXISTS }", { a: null }, false],
  ["{ $.a IS NULL }", {}, false],
  ["{ $.a IS FALSE }", { a: "false" }, false],
  ['{ $.a[*] != "x" }', { a: ["x", "y"] }, true],
  ['{ $.a[*] != "x" }', { a: ["x"] }, false],
  ["{ $.a[*] NOT EXISTS }", { a: [] }, true],
  ["{ $.a[*].b NOT EXISTS }", { a: [{}, { b: 1 }] }, false],
  ["{ $.a[*].b IS FALSE }", { a: [{ b: true }, { b: false }] }, true],
];

describe("Using filter patterns to match terms in JSON log events", () => {
  for (const [pattern, event, expected] of documented) {
    it(`${expected ? "matches" : "does not match"} the guide's event with ${pattern}`, () => {
      assert.equal(matches(pattern, event), expected);
      assert.equal(compileFilterPattern(pattern).matches(JSON.stringify(event)), expected);
    });
  }

  for (const [pattern, event, expected] of decided) {
    it(`${expected ? "matches" : "does not match"} ${JSON.stringify(event)} with ${pattern}`, () => {
      assert.equal(matches(pattern, event), expected);
    });
  }

  for (const pattern of [
    "{}",
    "{ $.a }",
    "{ $.a EXISTS }",
    "{ $.a IS NOT NULL }",
    "{ $.a is null }",
    "{ $.a IS NULLABLE }",
    "{ $.a = 1",
    "{ $.a = 1 } x",
    "{ ($.a = 1 }",
    "{ $.a = 1) }",
    "{ $.a = 1 && }",
    "{ $.a = 1 & $.b = 2 }",
    "{ $.a = 1, $.b = 2 }",
    "{ !($.a = 1) }",
    "{ $.a = 1 $.b = 2 }",
  ]) {
    it(`refuses ${pattern}`, () => {
      assert.throws(() => compileFilterPattern(pattern), { name: "FilterPatternError" });
    });
  }

  it("refuses a fourth wildcard selector, as the quota says", () => {
    const wildcards = (count: number): string =>
      `{ ${Array.from({ length: count }, () => "$.a[*] = 1").join(" || ")} }`;
    assert.ok(matches(wildcards(3), { a: [1] }));
    assert.throws(() => compileFilterPattern(wildcards(4)), { name: "FilterPatternError" });
  });

  it("names the fields it reads, each once", () => {
    assert.deepEqual(
      compileFilterPattern("{ $.a = 1 || ($.b[0].c NOT EXISTS && $.a != 2) }").selectors,
      ["$.a", "$.b[0].c"],
    );
  });
});

describe("patterns that CIS AWS prescribes", () => {
  const root = { userIdentity: { type: "Root" }, eventType: "AwsApiCall" };
  const rootUse =
    '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}';
  const unauthorized = '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}';
  const signIn =
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }';
  const login = {
    eventName: "ConsoleLogin",
    additionalEventData: { MFAUsed: "No" },
    userIdentity: { type: "IAMUser" },
    responseElements: { ConsoleLogin: "Success" },
  };
  const keys =
    "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }";

  for (const [title, pattern, event, expected] of [
    ["the root user's own calls", rootUse, root, true],
    [
      "no call that a service makes as root",
      rootUse,
      { ...root, userIdentity: { type: "Root", invokedBy: "x" } },
      false,
    ],
    ["no event of a service", rootUse, { ...root, eventType: "AwsServiceEvent" }, false],
    ["a refusal by EC2", unauthorized, { errorCode: "Client.UnauthorizedOperation" }, true],
    ["a refusal by others", unauthorized, { errorCode: "AccessDeniedException" }, true],
    ["no success", unauthorized, { eventName: "GetObject" }, false],
    ["no other error", unauthorized, { errorCode: "ThrottlingException" }, false],
    ["a sign-in without MFA", signIn, login, true],
    ["no sign-in with MFA", signIn, { ...login, additionalEventData: { MFAUsed: "Yes" } }, false],
    ["no sign-in that does not say", signIn, { ...login, additionalEventData: {} }, false],
    [
      "a key's deletion",
      keys,
      { eventSource: "kms.amazonaws.com", eventName: "ScheduleKeyDeletion" },
      true,
    ],
    [
      "no other service's event of that name",
      keys,
      { eventSource: "x.amazonaws.com", eventName: "DisableKey" },
      false,
    ],
  ] as const) {
    it(`match ${title}`, () => {
      assert.equal(matches(pattern, event), expected);
    });
  }
});

type Node =
  | { readonly kind: "and" | "or"; readonly left: Node; readonly right: Node }
  | { readonly kind: "leaf"; readonly field: "a" | "b"; readonly test: string };

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.record({
      kind: fc.constant("leaf" as const),
      field: fc.constantFrom("a" as const, "b" as const),
      test: fc.constantFrom(
        "IS NULL",
        "IS TRUE",
        "IS FALSE",
        "NOT EXISTS",
        '= "x"',
        '= "y"',
        '!= "x"',
        "= 1",
        "!= 1",
        "> 1",
      ),
    }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      left: tie("node"),
      right: tie("node"),
    }),
  ),
}));

const print = (tree: Node): string =>
  tree.kind === "leaf"
    ? `$.${tree.field} ${tree.test}`
    : `(${print(tree.left)})${tree.kind === "and" ? "&&" : " || "}( ${print(tree.right)} )`;

// Truth of a test for a value, written out: no other value than these is given below.
const truth: Readonly<Record<string, readonly unknown[]>> = {
  "IS NULL": [null],
  "IS TRUE": [true],
  "IS FALSE": [false],
  "NOT EXISTS": [undefined],
  '= "x"': ["x"],
  '= "y"': ["y"],
  '!= "x"': ["y", "1", 1, 2],
  "= 1": ["1", 1],
  "!= 1": ["x", "y", 2],
  "> 1": [2],
};

const expectedOf = (tree: Node, event: Readonly<Record<"a" | "b", unknown>>): boolean => {
  if (tree.kind === "leaf") return truth[tree.test]?.includes(event[tree.field]) ?? false;
  const [left, right] = [expectedOf(tree.left, event), expectedOf(tree.right, event)];
  return tree.kind === "and" ? left && right : left || right;
};

describe("a pattern for JSON", () => {
  const value = fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    false,
    "x",
    "y",
    "1",
    1,
    2,
    [1],
    ["x"],
    { x: 1 },
  );

  it("means what its tree of conditions means, for events of every type of value", () => {
    fc.assert(
      fc.property(node, value, value, (tree, a, b) => {
        const text = `{${print(tree)}}`;
        fc.pre(text.length <= 1024);
        const expected = expectedOf(tree, { a, b });
        assert.equal(matches(text, { a, b }), expected);
        assert.equal(compileFilterPattern(text).matches(JSON.stringify({ a, b })), expected);
      }),
      { numRuns: 1000 },
    );
  });

  it("requires of a field only what every event has that it matches", () => {
    let matched = 0;
    const text = fc.constantFrom("x", "y");
    fc.assert(
      fc.property(node, text, text, (tree, a, b) => {
        const pattern = `{${print(tree)}}`;
        fc.pre(pattern.length <= 1024);
        const { required, matchesEvent } = compileFilterPattern(pattern);
        if (required === undefined || !matchesEvent({ a, b })) return;
        matched += 1;
        assert.ok(required.texts.has(String(required.selector.readOne({ a, b }))));
      }),
      { numRuns: 2000 },
    );
    assert.ok(matched > 20);
  });

  it("never throws, whatever the event is", () => {
    const pattern = compileFilterPattern(
      '{ $.a.b != "x" || $.a[*].b > 1 || $.* IS NULL || $.a[0][1] NOT EXISTS }',
    );
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom("a", "b"), fc.jsonValue()),
        (anything, event) => {
          assert.equal(typeof pattern.matchesEvent(anything), "boolean");
          assert.equal(pattern.matchesEvent(event), pattern.matches(JSON.stringify(event)));
        },
      ),
    );
  });
});
