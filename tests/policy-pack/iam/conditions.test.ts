import assert from "node:assert/strict";
import fc from "fast-check";
import type { Value } from "../../../policy-pack/engine/value";
import {
  comparesType,
  globalKeyType,
  parseOperator,
} from "../../../policy-pack/iam/condition-keys";
import type { Who } from "../../../policy-pack/iam/conditions";
import { classify, classifyStatement, limitsWho } from "../../../policy-pack/iam/conditions";
import type { Condition, Statement } from "../../../policy-pack/iam/document";
import { readStatements } from "../../../policy-pack/iam/document";
import { unknown } from "../../support/policy-pack/resources";

const context = {
  accounts: new Set(["111122223333"]),
  organizations: new Set(["o-a1b2c3d4e5"]),
  today: "2026-11-24",
};
const anybody = { accounts: new Set<string>(), organizations: new Set<string>(), today: "" };

function statementWith(Condition: Value): Statement {
  const document = readStatements([{ Effect: "Allow", Action: "a:B", Condition }], "/d");
  const [statement] = document.kind === "known" ? document.statements : [];
  assert.ok(statement);
  return statement;
}

const conditionsOf = (block: Value): readonly Condition[] => statementWith(block).conditions;
const who = (block: Value, ours = context): Who =>
  classify(conditionsOf(block), { effect: "Allow", context: ours }).who;

const role = "arn:aws:iam::111122223333:role/reader";

describe("classes of conditions", () => {
  const limiting: readonly Value[] = [
    { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*" } },
    { StringEquals: { "aws:PrincipalAccount": ["111122223333"] } },
    { StringEqualsIgnoreCase: { "kms:CallerAccount": "111122223333" } },
    { ArnEquals: { "aws:PrincipalArn": role } },
    { StringEquals: { "aws:PrincipalArn": role } },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } },
    { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/*" } },
    { StringEquals: { "aws:SourceAccount": "111122223333" } },
    { StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } },
    { StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } },
    { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } },
    { StringLike: { "aws:userid": "AROAQQQQQQQQQQQQQQQQ:*" } },
    { StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } },
    { StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } },
    { ArnEquals: { "aws:SourceArn": { ref: "topic" } } },
    // Literal, so that it matches nobody at all.
    { StringEquals: { "aws:SourceVpc": "*" } },
  ];
  const partly: readonly Value[] = [
    { Bool: { "aws:SecureTransport": "true" } },
    { NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" } },
    { StringEquals: { "aws:PrincipalAccount": "444455556666" } },
    { StringEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] } },
    { StringEquals: { "aws:PrincipalOrgID": "o-z9y8x7w6v5" } },
    { StringLike: { "aws:PrincipalAccount": "1111*" } },
    { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/a" } },
    { ArnLike: { "aws:SourceArn": "arn:aws:*:eu-west-1:111122223333:*" } },
    { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::orders" } },
    { StringLike: { "aws:userid": "AROA*" } },
    { IpAddress: { "aws:SourceIp": "198.18.0.0/15" } },
    { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    { Null: { "aws:PrincipalOrgID": "false" } },
    { DateLessThan: { "aws:CurrentTime": "2026-01-01" } },
    { DateGreaterThan: { "aws:CurrentTime": "2027-01-01" } },
    { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
  ];
  const vacuous: readonly Value[] = [
    { StringLike: { "aws:PrincipalArn": "*" } },
    { StringLike: { "aws:PrincipalArn": "arn:*" } },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/reader" } },
    { StringLike: { "aws:PrincipalOrgID": "o-*" } },
    { StringLike: { "aws:PrincipalOrgID": "?*" } },
    { StringLike: { "aws:SourceAccount": ["111122223333", "*"] } },
    { StringLike: { "aws:SourceVpce": "vpce-*" } },
    { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
    { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } },
    { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "::/0"] } },
    { NotIpAddress: { "aws:SourceIp": "203.0.113.9/32" } },
    { StringNotEquals: { "aws:PrincipalAccount": "444455556666" } },
    { ArnNotLike: { "aws:PrincipalArn": role } },
    { ArnNotEquals: { "aws:PrincipalArn": role } },
    { Null: { "aws:PrincipalOrgID": "true" } },
    { DateGreaterThan: { "aws:CurrentTime": "2026-01-01" } },
    { DateGreaterThanEquals: { "aws:EpochTime": "1700000000" } },
    { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    { StringEquals: { "aws:Referer": "x" } },
    { StringLike: { "aws:UserAgent": "x" } },
    { StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } },
    { StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } },
    { StringEquals: { "aws:PrincipalAccount": [] } },
    { IpAddress: { "aws:SourceIp": [] } },
    { NumericEquals: { "aws:PrincipalAccount": "111122223333" } },
    { ArnEquals: { "aws:PrincipalAccount": "111122223333" } },
    { StringEquals: { "aws:SourceIp": "203.0.113.9" } },
    { Bool: { "aws:PrincipalArn": "true" } },
  ];
  const undecided: readonly Value[] = [
    { StringEquals: { "aws:PrincipalAccount": unknown } },
    { StringEquals: { "aws:PrincipalAccount": ["111122223333", unknown] } },
    { StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalTag/account}" } },
    { StringLike: { "aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/a" } },
    { IpAddress: { "aws:SourceIp": unknown } },
    { DateGreaterThan: { "aws:CurrentTime": unknown } },
    { Null: { "aws:PrincipalOrgID": unknown } },
  ];
  for (const [expected, requirement, blocks] of [
    ["limiting", "POL-134", limiting],
    ["partly", "POL-133", partly],
    ["vacuous", "POL-131", vacuous],
    ["undecided", "POL-130", undecided],
  ] as const) {
    for (const block of blocks) {
      it(`${requirement} calls ${expected}: ${JSON.stringify(block)}`, () => {
        assert.equal(who(block), expected);
      });
    }
  }

  it("POL-134 takes any account for ours when nobody says which are", () => {
    assert.equal(
      who({ StringEquals: { "aws:PrincipalAccount": "444455556666" } }, anybody),
      "limiting",
    );
    assert.equal(
      who({ StringEquals: { "aws:PrincipalOrgID": "o-z9y8x7w6v5" } }, anybody),
      "limiting",
    );
    assert.equal(who({ StringLike: { "aws:PrincipalAccount": "4444*" } }, anybody), "partly");
  });

  it("POL-130 counts the strongest condition, and the weakest value", () => {
    const strong = { StringEquals: { "aws:PrincipalAccount": "111122223333" } };
    const how = { Bool: { "aws:SecureTransport": "true" } };
    const nothing = { StringLike: { "aws:PrincipalArn": "*" } };
    const open = { ArnEquals: { "aws:PrincipalArn": unknown } };
    assert.equal(who({ ...nothing, ...how, ...strong }), "limiting");
    assert.equal(who({ ...nothing, ...open, ...how }), "undecided");
    assert.equal(who({ ...nothing, ...how }), "partly");
    assert.equal(who({}), "absent");
    assert.equal(who({ StringLike: { "aws:PrincipalAccount": [unknown, "*"] } }), "vacuous");
    assert.equal(
      who({ StringEquals: { "aws:PrincipalAccount": [unknown, "444455556666"] } }),
      "partly",
    );
  });

  it("POL-130 gives a reason for every condition", () => {
    const block = {
      StringLike: { "aws:PrincipalArn": "*" },
      Bool: { "aws:SecureTransport": "true" },
    };
    assert.deepEqual(classify(conditionsOf(block), { effect: "Allow", context }).reasons, [
      "every aws:principalarn matches *",
      "aws:securetransport says how or what, not who",
    ]);
  });

  it("POL-132 trusts IfExists and ForAllValues where the key must be there", () => {
    const paths = { "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*" } };
    const present = (value: Value) => ({ ...paths, Null: { "aws:PrincipalOrgPaths": value } });
    assert.equal(who(present("false")), "limiting");
    assert.equal(who(present(false)), "limiting");
    assert.equal(who(present("true")), "vacuous");
    assert.equal(who(present(unknown)), "undecided");
  });

  it("POL-132 calls no condition of a denial a limit on who, and none vacuous", () => {
    for (const block of [...limiting, ...vacuous]) {
      assert.equal(classify(conditionsOf(block), { effect: "Deny", context }).who, "partly");
    }
  });

  it("POL-135 reads keys and operators whatever their letter case", () => {
    assert.equal(who({ stringequals: { "AWS:PRINCIPALORGID": "o-a1b2c3d4e5" } }), "limiting");
    assert.deepEqual(parseOperator("forallvalues:STRINGNOTEQUALSIFEXISTS"), {
      qualifier: "forallvalues",
      comparison: "stringnotequals",
      ifExists: true,
      isNegated: true,
      type: "string",
      readsPatterns: false,
    });
    assert.equal(parseOperator("constructor").type, undefined);
  });

  it("POL-135 knows global keys with their types, and what compares them", () => {
    assert.equal(globalKeyType("aws:principaltag/team"), "String");
    assert.equal(globalKeyType("aws:sourceip"), "IPAddress");
    assert.equal(globalKeyType("aws:principalorg"), undefined);
    assert.ok(comparesType("arn", "ArrayOfARN") && comparesType("bool", "String"));
    assert.ok(!comparesType("date", "String") && !comparesType("string", "IPAddress"));
    assert.ok(comparesType("string", "SomethingNew"));
  });

  it("says undecided of a condition that is unknown as a whole", () => {
    const statement = statementWith(unknown);
    assert.equal(classifyStatement(statement, context).who, "undecided");
    assert.equal(classifyStatement(statementWith({}), context).who, "absent");
  });

  it("limits alone only by keys that say who", () => {
    const alone = (block: Value) => conditionsOf(block).every(limitsWho);
    assert.ok(alone({ StringEquals: { "aws:PrincipalAccount": "444455556666" } }));
    assert.ok(!alone({ StringEqualsIfExists: { "aws:PrincipalAccount": "444455556666" } }));
    assert.ok(!alone({ IpAddress: { "aws:SourceIp": "198.18.0.0/15" } }));
  });

  it("POL-130 another condition never weakens, and another value never strengthens", () => {
    const strength: readonly Who[] = ["absent", "vacuous", "partly", "undecided", "limiting"];
    const pick = fc.constantFrom(...limiting, ...partly, ...vacuous);
    fc.assert(
      fc.property(pick, pick, (first, second) => {
        const conditions = [...conditionsOf(first), ...conditionsOf(second)];
        // One demand for the presence of a key changes what another condition on it means.
        fc.pre(!conditions.some(({ operator }) => operator === "Null"));
        const both = classify(conditions, { effect: "Allow", context }).who;
        assert.ok(strength.indexOf(both) >= strength.indexOf(who(first)));
      }),
    );
    const value = fc.constantFrom("111122223333", "444455556666", "*", "1*", unknown);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), value, (values, more) => {
        const block = (list: readonly string[]) => ({
          StringLike: { "aws:PrincipalAccount": list },
        });
        const before = strength.indexOf(who(block(values)));
        assert.ok(strength.indexOf(who(block([...values, more]))) <= before);
      }),
    );
  });
});
