import { CreateTopicCommand, type SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { answered } from "./answered";

/** A message as people get it. */
export interface Mail {
  /** Subject. */
  readonly subject: string;
  /** Text. */
  readonly text: string;
}

/** A queue that is subscribed to the alert topic in the place of people. */
export interface Mailbox {
  /** Messages that have come since the last time. */
  read(): Promise<readonly Mail[]>;
}

/** Creates the topic and subscribes a queue. */
export async function createMailbox(
  { sns, sqs }: { readonly sns: SNSClient; readonly sqs: SQSClient },
  topicName: string,
): Promise<Mailbox> {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: topicName }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "game-day-people" }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  const Endpoint = answered(Attributes?.["QueueArn"], "the queue's ARN");
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint }));
  return {
    async read() {
      const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 };
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
      for (const { ReceiptHandle } of Messages) {
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return Messages.map(({ Body = "" }) => mailOf(Body));
    },
  };
}

function mailOf(body: string): Mail {
  const parsed: unknown = JSON.parse(body);
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(parsed ?? {}),
  );
  return { subject: String(fields["Subject"]), text: String(fields["Message"]) };
}
