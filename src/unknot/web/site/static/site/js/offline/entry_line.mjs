// What kept on this device looks like as lines of a diary file (docs/reference/diary-format.md), to be imported again.

const SCORES = { pain: ["score"], soreness: ["score"], peg: ["pain", "enjoyment", "activity"], pgic: ["grade"] };

/** The kind of a form that waits; "session" for the end of a session. */
export function kindOf(item) {
  return /\/diary\/add\/(\w+)\//.exec(item.url)?.[1] ?? "session";
}

/** The entry of one item. */
export function entryOf(item) {
  const kind = kindOf(item);
  if (kind === "session") return sessionOf(item);
  const { fields } = item;
  const entry = { format: 1, kind, id: fields.id, at: fields.at ?? item.kept ?? new Date().toISOString(), note: fields.note ?? "" };
  for (const name of SCORES[kind] ?? []) entry[name] = Number(fields[name]);
  if (kind === "soreness") entry.bruise = fields.bruise;
  if (kind === "flare") entry.over = fields.flare === "over";
  if (kind === "psfs") {
    const places = [1, 2, 3, 4, 5].filter((place) => fields[`name_${place}`]);
    entry.activities = places.map((place) => ({ name: fields[`name_${place}`], score: Number(fields[`score_${place}`]) }));
  }
  return entry;
}

/** The mirror of `diary_entry` in pathway/session/machine.py. */
function sessionOf({ fields, entry }) {
  const state = JSON.parse(fields.state);
  const work = state.plan.steps
    .map((step, index) => ({
      technique: step.technique,
      region: step.region ?? "",
      side: step.side ?? "",
      minutes: state.spent[index] / 60_000,
      touch: step.touch,
      pressure: state.pressures[index],
    }))
    .filter((part) => part.minutes);
  return {
    format: 1,
    kind: "session",
    id: entry,
    at: new Date(Number(fields.ended)).toISOString(),
    helper: state.plan.helper,
    minutes: work.reduce((sum, part) => sum + (part.touch ? part.minutes : 0), 0),
    finished: state.status === "finished",
    stopped: state.reasons,
    work,
    ache_before: state.ache_start,
    ache_after: fields.ache === "" ? state.ache_last : Number(fields.ache),
  };
}
