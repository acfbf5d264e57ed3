import assert from "node:assert/strict";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { alertTopic } from "../../../lambdas/review-access/alert-topic";
import { needsMoto } from "../../support/moto";
import { startAws } from "./aws";

describe("alertTopic", () => {
  it("A8 publishes, and says when there is no topic", async function () {
    needsMoto(this);
    const aws = await startAws();
    const client = new SNSClient(aws.options);
    try {
      const { TopicArn } = await client.send(new CreateTopicCommand({ Name: "alerts" }));
      assert.ok(TopicArn);
      await alertTopic(client, TopicArn)("Access review", "text");
      await assert.rejects(alertTopic(client, `${TopicArn}-2`)("Access review", "text"), {
        name: "NotFoundException",
      });
    } finally {
      client.destroy();
      await aws.stop();
    }
  });
});
