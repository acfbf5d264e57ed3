import { acceptCorrelation, type Correlation } from "../telemetry/correlation";
import { headerNames } from "./headers";
import { headerValues, type RawHeaders, singleHeader } from "./single-header";

/** The correlation that a request brings along; two ids are as good as an invalid one, and are replaced. */
export function receivedCorrelation(headers: RawHeaders): Correlation {
  const ids = headerValues(headers, headerNames.correlationId);
  return acceptCorrelation(
    ids.length > 1 ? "" : ids[0],
    singleHeader(headers, "traceparent"),
    singleHeader(headers, "tracestate"),
  );
}
