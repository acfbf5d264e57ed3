import path from "node:path";
import type { PlanContext } from "../../plan/context";
import { stackContext } from "../stack-context";
import { accessGuides } from "./runbooks/access-guides";
import { byHandPage } from "./runbooks/by-hand-page";
import { classPage } from "./runbooks/class-page";
import type { Guide } from "./runbooks/guide";
import { indexPage } from "./runbooks/index-page";
import { serviceGuides } from "./runbooks/service-guides";
import { subjectOf } from "./runbooks/subject";
import { subscriptionsPage } from "./runbooks/subscriptions-page";
import { workflowPage } from "./runbooks/workflow-page";

const guides: readonly (readonly [string, Guide])[] = [...accessGuides, ...serviceGuides].map(
  (guide) => [`${guide.alertClass}.md`, guide],
);

/** The runbooks of a stack, by file name: one for each class of alarms, and what they refer to. */
export function runbookPages(context: PlanContext): Readonly<Record<string, string>> {
  const subject = subjectOf(context);
  return {
    "README.md": indexPage(subject, guides),
    ...Object.fromEntries(guides.map(([file, guide]) => [file, classPage(subject, guide)])),
    "workflow.md": workflowPage(subject),
    "by-hand.md": byHandPage(subject),
    "subscriptions.md": subscriptionsPage(subject),
  };
}

/** The runbooks of `prod`, by their path from the root of the repository. */
export function productionRunbooks(): Readonly<Record<string, string>> {
  const pages = runbookPages(stackContext(path.resolve(__dirname, "../.."), "prod"));
  return Object.fromEntries(
    Object.entries(pages).map(([file, text]) => [`docs/runbooks/${file}`, text]),
  );
}
