import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { Tell } from "../../runtime/review/ports";

/** Tells whoever subscribed to the topic of alerts. */
export const alertTopic =
  (client: SNSClient, TopicArn: string): Tell =>
  async (Subject, Message) => {
    await client.send(new PublishCommand({ TopicArn, Subject, Message }));
  };
