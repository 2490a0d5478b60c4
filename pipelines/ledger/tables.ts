import type {Generated, Insertable, Selectable} from "kysely";
import type {AuditAction} from "./audit-words.ts";

/** 通过、退回、待核、撤回 */
export type Verdict = "approve" | "return" | "hold" | "withdraw";
export type Role = "leadership" | "committee" | "unit" | "office" | "administrator";
/** 我的、本单位、全校 */
export type CalendarScope = "own" | "unit" | "all";
export type LinkPurpose = "invite" | "reset" | "first";
/** Why something was removed: its retention period was over, or the person asked for it. */
export type RemovalRule = "retention" | "person";

export type MeetingState = "planned" | "in-session" | "closed";
/** Why an item is on an agenda; `carried`: an earlier meeting left it undecided. */
export type ItemSource = "action-item" | "carried" | "concern" | "change" | "free";
/** 通报、决定、交办 */
export type OutcomeKind = "notice" | "decision" | "action-item";
/** 办理情况、延期、办结 */
export type ActionItemEntryKind = "answer" | "extend" | "close";

export type EvidenceKind = "pdf" | "jpeg" | "webp" | "docx" | "xlsx";
export type LookBackResult = "巩固" | "反弹";
export type PostponementAnswer = "approved" | "refused" | "withdrawn";

/** SQLite has no booleans. */
type Truth = 0 | 1;

/** Every table of the ledger with its columns; `migrations` says what each column is for. */
export interface LedgerTables {
  submissions: SubmissionsTable;
  verdicts: VerdictsTable;
  builds: BuildsTable;
  settings: SettingsTable;
  column_choices: ColumnChoicesTable;
  unit_aliases: UnitAliasesTable;
  month_locks: MonthLocksTable;
  lock_exceptions: LockExceptionsTable;
  month_closings: MonthClosingsTable;
  accounts: AccountsTable;
  links: LinksTable;
  sessions: SessionsTable;
  attempts: AttemptsTable;
  api_tokens: ApiTokensTable;
  calendar_feeds: CalendarFeedsTable;
  pins: PinsTable;
  start_views: StartViewsTable;
  audit: AuditTable;
  audit_cuts: AuditCutsTable;
  removals: RemovalsTable;
  meetings: MeetingsTable;
  agenda_items: AgendaItemsTable;
  outcomes: OutcomesTable;
  errata: ErrataTable;
  action_item_entries: ActionItemEntriesTable;
  instructions: InstructionsTable;
  instruction_answers: InstructionAnswersTable;
  evidence_files: EvidenceFilesTable;
  evidence_uses: EvidenceUsesTable;
  look_backs: LookBacksTable;
  postponement_requests: PostponementRequestsTable;
  postponement_answers: PostponementAnswersTable;
  status_overrides: StatusOverridesTable;
  notices: NoticesTable;
  notice_events: NoticeEventsTable;
  messages: MessagesTable;
  message_attempts: MessageAttemptsTable;
  frozen_states: FrozenStatesTable;
  meeting_states: MeetingStatesTable;
  selections: SelectionsTable;
  selection_slides: SelectionSlidesTable;
  materials: MaterialsTable;
}

export interface SubmissionsTable {
  sent_order: Generated<number>;
  submission_id: string;
  dataset: string;
  /** `zero`: nothing happened in the month of `as_of`, so there are no rows and no file. */
  kind: "file" | "zero";
  file_name: string;
  sha256: string;
  byte_count: number;
  unit_code: string | null;
  sent_by: string | null;
  as_of: string;
  is_as_of_given: Truth;
  sent_at: string;
  encoding: string | null;
  read_count: number;
  added_count: number;
  updated_count: number;
  unchanged_count: number;
  skipped_count: number;
  has_replaced: Truth;
  warnings: string;
  columns: string | null;
  /** JSON of the columns that the file did not have. */
  lacks: string;
  corrected_count: number;
  /** The number of people who were in no roster when the file came. */
  newcomer_count: Generated<number>;
  newcomers_confirmed_by: Generated<string | null>;
}

export interface VerdictsTable {
  verdict_id: Generated<number>;
  submission_id: string;
  verdict: Verdict;
  reason: string | null;
  /** The account; null where none was needed or a rule decided. */
  given_by: string | null;
  given_at: string;
}

interface BuildsTable {
  build_id: Generated<number>;
  started_at: string;
}

interface SettingsTable {
  setting_id: Generated<number>;
  name: string;
  value: string;
  set_by: string | null;
  set_at: string;
}

interface ColumnChoicesTable {
  choice_id: Generated<number>;
  unit_code: string | null;
  dataset: string;
  header_key: string;
  field: string;
  chosen_at: string;
}

interface UnitAliasesTable {
  alias_id: Generated<number>;
  alias: string;
  unit_code: string;
  set_by: string | null;
  set_at: string;
}

interface MonthLocksTable {
  lock_id: Generated<number>;
  month: string;
  is_locked: Truth;
  reason: string | null;
  set_by: string | null;
  set_at: string;
}

interface LockExceptionsTable {
  exception_id: Generated<number>;
  month: string;
  unit_code: string;
  dataset: string;
  open_until: string;
  reason: string;
  set_by: string | null;
  set_at: string;
}

export interface MonthClosingsTable {
  closing_id: Generated<number>;
  month: string;
  sha256: string;
  byte_count: number;
  reason: string | null;
  closed_by: string | null;
  closed_at: string;
}

interface AccountsTable {
  account_id: string;
  name: string;
  role: Role;
  unit_code: string | null;
  is_aid_officer: Generated<Truth>;
  staff_number: string | null;
  display_name: string | null;
  email: Generated<string | null>;
  password_hash: string | null;
  second_factor: string | null;
  second_factor_offered: string | null;
  second_factor_step: Generated<number>;
  made_at: string;
  disabled_at: string | null;
}

interface LinksTable {
  token_hash: string;
  purpose: LinkPurpose;
  account_id: string | null;
  made_at: string;
  expires_at: string;
  used_at: string | null;
}

interface SessionsTable {
  token_hash: string;
  account_id: string;
  is_pending: Truth;
  address: string | null;
  made_at: string;
  seen_at: string;
  ends_at: string;
  revoked_at: string | null;
}

interface AttemptsTable {
  subject: string;
  failures: number;
  last_at: string;
  open_at: string;
}

interface ApiTokensTable {
  token_id: string;
  token_hash: string;
  account_id: string;
  label: string;
  made_at: string;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

interface CalendarFeedsTable {
  feed_id: string;
  token_hash: string;
  account_id: string;
  label: string;
  scope: CalendarScope;
  task_code: string | null;
  plan_year: number | null;
  made_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

interface PinsTable {
  account_id: string;
  plan_year: number;
  code: string;
  /** Order on the page, from 1. */
  place: number;
  pinned_at: string;
}

interface StartViewsTable {
  start_view_id: Generated<number>;
  role: Role;
  plan_year: number;
  /** A JSON list of codes; null gives the role its usual start page back. */
  codes: string | null;
  set_by: string;
  set_at: string;
}

export interface AuditTable {
  /** Assigned by `audit`, because it is part of the hashed row. */
  audit_id: number;
  at: string;
  who: string | null;
  action: AuditAction;
  object: string | null;
  detail: string;
  address: string | null;
  previous_hash: string;
  hash: string;
}

interface AuditCutsTable {
  cut_id: Generated<number>;
  audit_id: number;
  hash: string;
  cut_on: string;
}

interface RemovalsTable {
  removal_id: Generated<number>;
  run_id: string;
  removed_at: string;
  removed_on: string;
  rule: RemovalRule;
  what: "submission" | "audit" | "sign-ins";
  submission_id: string | null;
  is_original_removed: Truth;
  row_count: number;
  kept_count: number;
}

interface MeetingsTable {
  meeting_id: string;
  plan_year: number;
  body: string;
  held_on: string;
  held_at: string | null;
  place: string;
  chair: string;
  present: string | null;
  state: MeetingState;
  made_by: string;
  made_by_name: string;
  made_at: string;
  opened_by: string | null;
  opened_by_name: string | null;
  opened_at: string | null;
  closed_by: string | null;
  closed_by_name: string | null;
  closed_at: string | null;
}

interface AgendaItemsTable {
  item_id: string;
  meeting_id: string;
  plan_year: number;
  /** Order on the agenda, from 1. */
  place: number;
  source: ItemSource;
  subject: string | null;
  title: string;
  note: string | null;
  added_by: string;
  added_by_name: string;
  added_at: string;
}

interface OutcomesTable {
  outcome_id: string;
  meeting_id: string;
  item_id: string;
  plan_year: number;
  kind: OutcomeKind;
  words: string;
  owner: string | null;
  owner_unit: string | null;
  owner_account: string | null;
  due_on: string | null;
  subject: string | null;
  recorded_by: string;
  recorded_by_name: string;
  recorded_at: string;
}

interface ErrataTable {
  erratum_id: Generated<number>;
  meeting_id: string;
  plan_year: number;
  words: string;
  noted_by: string;
  noted_by_name: string;
  noted_at: string;
}

interface ActionItemEntriesTable {
  entry_id: Generated<number>;
  outcome_id: string;
  plan_year: number;
  kind: ActionItemEntryKind;
  words: string | null;
  evidence: string | null;
  due_on: string | null;
  entered_by: string;
  entered_by_name: string;
  entered_at: string;
}

interface InstructionsTable {
  instruction_id: string;
  plan_year: number;
  subject: string;
  words: string;
  given_by: string;
  given_by_name: string;
  given_at: string;
}

interface InstructionAnswersTable {
  instruction_id: string;
  plan_year: number;
  words: string;
  evidence: string | null;
  answered_by: string;
  answered_by_name: string;
  answered_at: string;
}

/** Rows as they are read. */
export type MeetingRow = Selectable<MeetingsTable>;
export type AgendaItemRow = Selectable<AgendaItemsTable>;
export type OutcomeRow = Selectable<OutcomesTable>;
export type ErratumRow = Selectable<ErrataTable>;
export type ActionItemEntryRow = Selectable<ActionItemEntriesTable>;
export type InstructionRow = Selectable<InstructionsTable>;
export type InstructionAnswerRow = Selectable<InstructionAnswersTable>;

export interface EvidenceFilesTable {
  evidence_id: string;
  plan_year: number;
  deliverable_code: string;
  unit_code: string | null;
  file_name: string;
  kind: EvidenceKind;
  sha256: string;
  byte_count: number;
  sent_by: string;
  sent_at: string;
}

interface EvidenceUsesTable {
  use_id: Generated<number>;
  evidence_id: string;
  submission_id: string | null;
  look_back_id: number | null;
}

export interface LookBacksTable {
  look_back_id: Generated<number>;
  plan_year: number;
  deliverable_code: string;
  closed_on: string;
  result: LookBackResult;
  sentence: string;
  evidence_link: string | null;
  looked_on: string;
  looked_by: string;
  looked_at: string;
}

export interface PostponementRequestsTable {
  request_id: Generated<number>;
  plan_year: number;
  deliverable_code: string;
  due_on: string;
  wanted_on: string;
  reason: string;
  unit_code: string | null;
  asked_by: string;
  asked_at: string;
}

export interface PostponementAnswersTable {
  request_id: number;
  answer: PostponementAnswer;
  reason: string | null;
  submission_id: string | null;
  answered_by: string;
  answered_at: string;
}

export interface StatusOverridesTable {
  override_id: Generated<number>;
  plan_year: number;
  deliverable_code: string;
  /** Null lifts the override before. */
  status: string | null;
  reason: string;
  until_on: string | null;
  meeting: string | null;
  decided_on: string | null;
  set_on: string;
  set_by: string;
  set_at: string;
}

export interface NoticesTable {
  notice_id: Generated<number>;
  year: number;
  number: number;
  deliverable_code: string;
  level: "黄" | "橙" | "红";
  /** JSON */
  rules: string;
  due_on: string;
  opinion: string | null;
  issued_on: string;
  issued_at: string;
  issued_by: string | null;
}

export interface NoticeEventsTable {
  event_id: Generated<number>;
  notice_id: number;
  kind: "raised" | "told" | "acknowledged" | "ended";
  on_day: string;
  at: string;
  account: string | null;
  level: "黄" | "橙" | "红" | null;
  rules: string | null;
  step: string | null;
  reason: string | null;
  submission_id: string | null;
}

export interface MessagesTable {
  message_id: string;
  on_day: string;
  channel: "mail" | "wecom" | "dingtalk" | "feishu" | "text";
  addressee: string | null;
  subject: string;
  body: string;
  /** JSON */
  notice_ids: string;
  state: "waiting" | "text" | "sent" | "stopped" | "cancelled";
  due_at: string;
  failures: Generated<number>;
  made_at: string;
}

export interface MessageAttemptsTable {
  attempt_id: Generated<number>;
  message_id: string;
  channel: MessagesTable["channel"];
  begun_at: string;
  ended_at: string | null;
  code: string | null;
  words: string | null;
}

export type NewNotice = Insertable<NoticesTable>;
export type NoticeEventRow = Selectable<NoticeEventsTable>;
export type NewNoticeEvent = Insertable<NoticeEventsTable>;
export type MessageRow = Selectable<MessagesTable>;
export type MessageAttemptRow = Selectable<MessageAttemptsTable>;

export interface FrozenStatesTable {
  state_id: string;
  plan_year: number;
  month: string;
  judged_on: string;
  byte_count: number;
  frozen_by: string;
  frozen_by_name: string;
  frozen_at: string;
}

export interface MeetingStatesTable {
  meeting_state_id: Generated<number>;
  meeting_id: string;
  state_id: string;
  set_by: string;
  set_by_name: string;
  set_at: string;
}

export interface SelectionsTable {
  selection_id: string;
  plan_year: number;
  title: string;
  meeting_id: string | null;
  made_by: string;
  made_by_name: string;
  made_at: string;
}

export interface SelectionSlidesTable {
  selection_id: string;
  slide_key: string;
  place: number;
  added_by: string;
  added_at: string;
}

export interface MaterialsTable {
  material_id: string;
  kind: string;
  subject: string;
  state_id: string;
  meeting_id: string | null;
  file_name: string;
  sha256: string;
  byte_count: number;
  made_by: string;
  made_by_name: string;
  made_at: string;
  given: string | null;
}

export type FrozenStateRow = Selectable<FrozenStatesTable>;
export type SelectionRow = Selectable<SelectionsTable>;
export type MaterialRow = Selectable<MaterialsTable>;
