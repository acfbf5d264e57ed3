import assert from "node:assert/strict";
import { askedBy, isHttpEvent } from "../../../lambdas/governance/event";
import { aliasArn, functionName, sessionArn } from "../../runtime/governance/sample-estate";

const context = { invokedFunctionArn: aliasArn("orbit"), functionName };
const alias = { kind: "alias", invokedArn: aliasArn("orbit"), functionName };
const principal = { kind: "principal", arn: sessionArn("orbit") };

const latticeEvent = {
  version: "2.0",
  path: "/decide",
  method: "POST",
  headers: { "x-correlation-id": "correlation-1", traceparent: "00-1-2-03" },
  body: "{}",
  isBase64Encoded: false,
  requestContext: { identity: { type: "AWS_IAM", principal: sessionArn("orbit") } },
};

const iamEvent = {
  version: "2.0",
  headers: {},
  body: "{}",
  isBase64Encoded: false,
  requestContext: { authorizer: { iam: { userArn: sessionArn("orbit") } } },
};

class InheritedContext {
  body = "{}";

  get requestContext() {
    return iamEvent.requestContext;
  }
}

describe("event", () => {
  it("takes the body of a direct invocation as it was written", () => {
    assert.deepEqual(askedBy({ body: '{"a":1,"a":2}' }, context, "alias"), {
      body: '{"a":1,"a":2}',
      identity: alias,
      correlation: { id: undefined, traceparent: undefined },
    });
  });

  it("takes a bare object as a body that somebody else wrote", () => {
    const event = { service: "orbit", intent: "reason" };
    assert.deepEqual(askedBy(event, context, "alias"), {
      body: '{"service":"orbit","intent":"reason"}',
      form: "rewritten",
      identity: alias,
    });
  });

  it("reads the principal and the correlation of VPC Lattice's events", () => {
    assert.deepEqual(askedBy(latticeEvent, context, "lattice"), {
      body: "{}",
      identity: principal,
      correlation: { id: "correlation-1", traceparent: "00-1-2-03" },
    });
  });

  it("reads the principal of function URLs and HTTP APIs with IAM", () => {
    assert.deepEqual(askedBy(iamEvent, context, "iam").identity, principal);
  });

  it("G13 reads the identity from the one place that is configured", () => {
    const both = { ...latticeEvent, requestContext: { ...latticeEvent.requestContext } };
    assert.deepEqual(askedBy(both, context, "alias").identity, alias);
    assert.equal(askedBy(both, context, "iam").identity, undefined);
    assert.equal(askedBy(iamEvent, context, "lattice").identity, undefined);
    assert.equal(askedBy({ body: "{}" }, context, "lattice").identity, undefined);
  });

  it("G13 takes no identity that is inherited, or is no text", () => {
    const inherited = new InheritedContext();
    assert.equal(askedBy(inherited, context, "iam").identity, undefined);
    for (const userArn of [
      null,
      1,
      [sessionArn("orbit")],
      { toString: () => sessionArn("orbit") },
    ]) {
      const event = { ...iamEvent, requestContext: { authorizer: { iam: { userArn } } } };
      assert.equal(askedBy(event, context, "iam").identity, undefined);
    }
  });

  it("decodes base64, and takes nothing that only looks like it", () => {
    const bodyOf = (body: unknown, isBase64Encoded: unknown) =>
      askedBy({ body, isBase64Encoded }, context, "alias").body;
    assert.deepEqual(bodyOf("e30=", true), Buffer.from("{}"));
    assert.equal(bodyOf("e30=", false), "e30=");
    for (const text of ["e30", "e30=\n", "e3 0=", "-_-_", "=", 5, null]) {
      assert.equal(bodyOf(text, true), undefined);
    }
    for (const flag of ["true", 1, null, {}]) assert.equal(bodyOf("e30=", flag), undefined);
  });

  it("knows events that want an HTTP answer", () => {
    assert.deepEqual([latticeEvent, iamEvent].map(isHttpEvent), [true, true]);
    for (const event of [{ body: "{}" }, { service: "orbit" }, null, undefined, [], "x", 1]) {
      assert.equal(isHttpEvent(event), false);
    }
  });

  it("G7 takes events of any shape", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic["self"] = cyclic;
    for (const event of [null, undefined, 1, "x", [], cyclic, { requestContext: {} }]) {
      assert.doesNotThrow(() => askedBy(event, context, "alias"));
    }
  });
});
