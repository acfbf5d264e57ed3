import assert from "node:assert/strict";
import type { PrincipalForm } from "../../../policy-pack/iam/principal-forms";
import { ownership, principalForm } from "../../../policy-pack/iam/principal-forms";

const formOf = (type: string, text: string): PrincipalForm =>
  principalForm({ type, entry: { kind: "text", text, path: "" } });

describe("principal forms", () => {
  const account = { kind: "account", account: "111122223333" } as const;
  const role = "arn:aws-cn:iam::111122223333:role/team/reader";
  const forms: readonly (readonly [type: string, text: string, form: PrincipalForm])[] = [
    ["*", "*", { kind: "everybody" }],
    ["AWS", "*", { kind: "everybody" }],
    ["AWS", "**", { kind: "everybody" }],
    ["AWS", "arn:aws:iam::*:root", { kind: "pattern" }],
    ["AWS", "111122223333", account],
    ["aws", "arn:aws:iam::111122223333:root", account],
    ["AWS", "arn:aws-us-gov:iam::111122223333:root", account],
    ["AWS", role, { kind: "identity", account: "111122223333", arn: role }],
    [
      "AWS",
      "arn:aws:sts::111122223333:assumed-role/reader/ana",
      { kind: "session", account: "111122223333", role: "reader" },
    ],
    ["AWS", "arn:aws:sts::111122223333:x", { kind: "session", account: "111122223333", role: "" }],
    ["AWS", "AROAEXAMPLEEXAMPLE12", { kind: "unique-id", id: "AROAEXAMPLEEXAMPLE12" }],
    ["AWS", "AIDAEXAMPLEEXAMPLE12", { kind: "unique-id", id: "AIDAEXAMPLEEXAMPLE12" }],
    ["AWS", "arn:aws:s3:::orders", { kind: "unreadable", text: "arn:aws:s3:::orders" }],
    ["AWS", "1111", { kind: "unreadable", text: "1111" }],
    ["AWS", "", { kind: "unreadable", text: "" }],
    ["CanonicalUser", "79a5", { kind: "canonical-user", id: "79a5" }],
    ["CanonicalUser", "*", { kind: "everybody" }],
    ["Service", "ecs-tasks.amazonaws.com", { kind: "service", service: "ecs-tasks" }],
    ["service", "*", { kind: "service-pattern" }],
    ["Service", "example.com", { kind: "unreadable", text: "example.com" }],
    ["Federated", "Accounts.Google.com", { kind: "federated", provider: "accounts.google.com" }],
    ["Federated", "*", { kind: "everybody" }],
  ];
  for (const [type, text, form] of forms) {
    it(`POL-156 reads ${type} "${text}" as ${form.kind}`, () => {
      assert.deepEqual(formOf(type, text), form);
    });
  }

  it("keeps references and unknown principals apart", () => {
    const unknownForm = principalForm({ type: "AWS", entry: { kind: "unknown", path: "" } });
    const reference = principalForm({
      type: "AWS",
      entry: { kind: "reference", ref: "role", suffix: "", path: "" },
    });
    assert.deepEqual([unknownForm, reference], [{ kind: "unknown" }, { kind: "reference" }]);
  });

  it("calls no account foreign while ours are not known", () => {
    const accounts = new Set(["111122223333"]);
    assert.deepEqual(
      [
        ownership("111122223333", accounts),
        ownership("444455556666", accounts),
        ownership("444455556666", new Set()),
      ],
      ["ours", "foreign", "unknown"],
    );
  });
});
