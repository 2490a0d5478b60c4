import {Link} from "@remix-run/react";
import {Card} from "#app/ui/card.tsx";

export interface ArrivalProps {
  next: string | null;
  problem: string | null;
}

/** The page that a browser shows on its way back from the campus sign-on. */
export function Arrival({next, problem}: ArrivalProps) {
  return (
    <Card>
      {problem && <p role="alert">{problem}</p>}
      {next === null ? (
        <p>
          <Link to="/sign-in" reloadDocument>
            回到登录页
          </Link>
        </p>
      ) : (
        <p>
          <meta httpEquiv="refresh" content={`0; url=${next}`} />
          <a href={next}>登录成功，继续</a>
        </p>
      )}
    </Card>
  );
}
