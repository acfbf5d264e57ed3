import assert from "node:assert/strict";
import { parseRotationEvent } from "../../../lambdas/rotate-secret/event";

const event = { SecretId: "arn:of:secret", ClientRequestToken: "token", Step: "createSecret" };

const inherited: unknown = Object.create(event);

const refused: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  text: "createSecret",
  "a list": [event],
  "no secret": { ...event, SecretId: undefined },
  "an empty secret": { ...event, SecretId: "" },
  "no token": { ClientRequestToken: undefined, SecretId: event.SecretId, Step: event.Step },
  "a token that is no text": { ...event, ClientRequestToken: 7 },
  "no step": { ...event, Step: undefined },
  "an unknown step": { ...event, Step: "dropSecret" },
  "a step in another letter case": { ...event, Step: "CreateSecret" },
  "a step that objects inherit": { ...event, Step: "constructor" },
  "inherited fields": inherited,
};

describe("parseRotationEvent", () => {
  for (const step of ["createSecret", "setSecret", "testSecret", "finishSecret"]) {
    it(`reads ${step}`, () => {
      assert.deepEqual(parseRotationEvent({ ...event, Step: step, RotationToken: "other" }), {
        secretId: "arn:of:secret",
        token: "token",
        step,
      });
    });
  }

  for (const [title, value] of Object.entries(refused)) {
    it(`refuses ${title}, and repeats nothing of it`, () => {
      assert.throws(() => parseRotationEvent(value), {
        message: "invalid-event: The event is no rotation step.",
      });
    });
  }
});
