import path from "node:path";
import { contextOf, type PlanContext } from "../../plan/context";
import { type EstatePlan, planEstate } from "../../plan/estate";
import { stackContext } from "../stack-context";

/** The estate that a game day is played in. */
export interface Facts {
  /** Configuration, surroundings, names. */
  readonly context: PlanContext;
  /** Its plan. */
  readonly plan: EstatePlan;
}

/** The project's folder. */
const root = path.resolve(__dirname, "../..");

/** The dev stack, in the mode in which people approve: it shows every way that an incident takes. */
export function gameDayFacts(): Facts {
  const { config, environment } = stackContext(root, "dev");
  const { incidentResponse } = config;
  const containment = { ...incidentResponse.containment, mode: "approve" } as const;
  const approving = { ...config, incidentResponse: { ...incidentResponse, containment } };
  return {
    context: contextOf(approving, environment),
    plan: planEstate(approving, environment),
  };
}
