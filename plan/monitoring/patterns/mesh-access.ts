import type { DetectionPattern } from "./pattern";

/** Requests that VPC Lattice refused, in its access log (VPC Lattice User Guide, "Access log contents"). */
export const meshAccess: readonly DetectionPattern[] = [
  {
    key: "mesh-requests-denied",
    alertClass: "unauthorized-access",
    description: "The mesh denied requests between services.",
    source: "meshAccess",
    pattern: "{ $.responseCode = 403 }",
    threshold: "unauthorizedAccess",
  },
];
