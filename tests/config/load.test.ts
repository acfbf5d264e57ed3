import assert from "node:assert/strict";
import { ConfigError } from "../../config/issues";
import { readConfig } from "../../config/load";
import { exampleConfig } from "../support/context";

const provider = { "aws:region": "us-east-1", "aws:allowedAccountIds": '["111122223333"]' };

const flat = (overrides: Readonly<Record<string, string>> = {}) => ({
  ...provider,
  ...Object.fromEntries(
    Object.entries(exampleConfig).map(([key, value]) => [
      `agent-runtime:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  ),
  ...overrides,
});

const read = (values: Readonly<Record<string, string>>) =>
  readConfig(values, { project: "agent-runtime", checks: [], isSecret: () => false });

const refusal = (values: Readonly<Record<string, string>>): ConfigError => {
  try {
    read(values);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error;
  }
  assert.fail("the configuration should have been refused");
};

describe("readConfig", () => {
  it("reads objects from JSON text and takes Region and account from the provider's configuration", () => {
    const { config, provider: facts } = read(flat());
    assert.deepEqual(Object.keys(config.services), ["orbit", "axon"]);
    assert.deepEqual(facts, { region: "us-east-1", accountId: "111122223333" });
  });

  it("leaves other namespaces alone", () => {
    assert.ok(read(flat({ "other-project:network": "{}" })));
  });

  it("hands Region and account to the checks", () => {
    const seen: unknown[] = [];
    const check = (_config: unknown, facts: unknown) => {
      seen.push(facts);
      return [];
    };
    readConfig(flat(), { project: "agent-runtime", checks: [check], isSecret: () => false });
    assert.deepEqual(seen, [{ region: "us-east-1", accountId: "111122223333" }]);
  });

  it("reports provider and project problems in one error", () => {
    const error = refusal(
      flat({
        "aws:region": "mars-1",
        "aws:allowedAccountIds": "[]",
        "agent-runtime:environment": "x",
      }),
    );
    assert.deepEqual(
      error.issues.map(({ code }) => code),
      ["AWS001", "AWS002", "CFG004"],
    );
  });

  it("shows path, given, allowed and fix of each problem", () => {
    const { message } = refusal(flat({ "agent-runtime:environment": "x" }));
    assert.match(message, /1 problem; nothing was created/);
    assert.match(
      message,
      /CFG004 environment: .*\n\s+given: +"x"\n\s+allowed: dev, prod\n\s+fix: /,
    );
  });

  it("reports text that is not JSON as a wrong type rather than failing on it", () => {
    const error = refusal(flat({ "agent-runtime:network": "{cidr: 10.0.0.0/16" }));
    assert.deepEqual(
      error.issues.map(({ code, path }) => `${code} ${path}`),
      ["CFG002 network"],
    );
  });

  it("never shows a value that is encrypted in the stack file", () => {
    const values = flat({ "agent-runtime:environment": "hunter2" });
    const isSecret = (key: string) => key === "agent-runtime:environment";
    assert.throws(
      () => readConfig(values, { project: "agent-runtime", checks: [], isSecret }),
      (error) => error instanceof ConfigError && !error.message.includes("hunter2"),
    );
    assert.match(refusal(values).message, /hunter2/);
  });
});
