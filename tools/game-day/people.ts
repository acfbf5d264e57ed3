import { PublishCommand } from "@aws-sdk/client-sns";
import { rejection } from "../../plan/incident-response/states";
import type { Estate } from "./estate";
import type { Mail } from "./mailbox";
import type { Timeline } from "./timeline";
import { TaskError, type TaskPorts } from "./workflow";

/** What a responder says. */
export type Answer = "yes" | "no" | "silence";

/** Answers what the workflow asks in a state, after whatever else is done to the estate. */
export type Responder = (state: string, estate: Estate) => Promise<Answer> | Answer;

/** People who read their mail, and one of them who answers it. */
export function createPeople(
  estate: Estate,
  timeline: Timeline,
  responder: Responder,
): Pick<TaskPorts, "tell" | "ask"> {
  const { cloud, mailbox, plan } = estate;
  const received: Mail[] = [];
  const tell = async ({ subject, text }: Mail) => {
    const message = { TopicArn: plan.alerts.topicArn, Subject: subject, Message: text };
    await cloud.clients.sns.send(new PublishCommand(message));
    for (const mail of await mailbox.read()) {
      received.push(mail);
      timeline.add({ step: "people", action: `read: ${mail.subject}`, outcome: "received" });
    }
  };
  return {
    tell,
    async ask(mail, { state, token }) {
      await tell(mail);
      const isAsked = received.some(({ text }) => tokenIn(text) === token);
      if (!isAsked) throw new Error(`Nobody was told how to answer ${state}.`);
      const answer = await responder(state, estate);
      timeline.add({ step: "people", action: `answer ${state}`, outcome: answer });
      if (answer === "no") throw new TaskError(rejection);
      if (answer === "silence") throw new TaskError("States.Timeout");
    },
  };
}

/** The token that a responder would copy from a message. */
const tokenIn = (text: string): string | undefined =>
  /send-task-success [^\n]*--task-token (\S+)/.exec(text)?.[1];
