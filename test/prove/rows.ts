/** The columns that the formulas name, as a contract types them. */
export interface Meeting {
  meeting_id: string;
  meeting_type: string;
  unit_code: string;
  held_date: string;
  first_topic_done: string | null;
  policy_item: string | null;
  union_opinion_given: boolean | null;
  minutes_filed: boolean | null;
}

export interface Media {
  item_id: string;
  item_type: string;
  title: string;
  channel: string;
  unit_code: string | null;
  publish_date: string;
  read_count: number | null;
  is_model_story: boolean | null;
  level: string | null;
}

export interface Progress {
  deliverable_code: string;
  unit_code: string;
  report_month: string;
  planned_finish_date: string | null;
  status: string;
  percent_done: number;
}

export interface Proposal {
  proposal_id: string;
  category: string | null;
  proposer_person_id: string;
  submit_date: string;
  review_date: string | null;
  review_result: string | null;
  lead_unit_code: string | null;
  assign_date: string | null;
  due_date: string | null;
  supervise_date: string | null;
  reply_date: string | null;
  reply_result: string | null;
  outcome_form: string | null;
  feedback: string | null;
  feedback_date: string | null;
  close_date: string | null;
}

export interface Activity {
  activity_id: string;
  deliverable_codes: string[];
  organizer_unit_code: string;
  club_code: string | null;
  category: string;
  topic: string | null;
  need_type: string[] | null;
  service_type: string | null;
  audience: string[];
  service_mode: string | null;
  club_role: string | null;
  batch_no: number | null;
  start_date: string;
  end_date: string | null;
  registered_count: number | null;
  actual_headcount: number;
  status: string;
}

export interface Participation {
  activity_id: string;
  person_id: string;
  attended: boolean;
}

export interface Welfare {
  grant_id: string;
  person_id: string;
  grant_year: number;
  occasion: string;
  form: string;
  face_value_yuan: number;
  standard_yuan: number | null;
  issued_date: string | null;
  redeemed_amount_yuan: number | null;
  redeemed_date: string | null;
  expire_date: string | null;
}

export interface Assistance {
  record_id: string;
  person_id: string;
  unit_code: string;
  record_type: string;
  object_type: string;
  hardship_level: string | null;
  eligible_verified: boolean | null;
  plan_made: boolean | null;
  file_date: string | null;
  file_status: string | null;
  apply_date: string | null;
  pay_date: string | null;
  visit_date: string | null;
}

export interface Procurement {
  record_id: string;
  record_type: string;
  record_year: number;
  record_date: string | null;
  fund_source: string | null;
  task_amount_yuan: number | null;
  amount_yuan: number | null;
  school_name: string | null;
  beneficiary_count: number | null;
}

export interface Award {
  record_id: string;
  deliverable_code: string;
  record_type: string;
  item_name: string;
  innovation_type: string | null;
  level: string;
  subject_type: string;
  person_id: string | null;
  unit_code: string;
  stage: string;
  is_new_this_year: boolean | null;
  apply_date: string | null;
  result_date: string | null;
  result_grade: string | null;
  adopted: boolean | null;
}

export interface Digital {
  system_name: string;
  stat_month: string;
  active_users: number | null;
  bound_users: number | null;
  visits: number | null;
  online_cases: number | null;
  total_cases: number | null;
  features_released: number | null;
}

export interface Unit {
  unit_code: string;
  unit_type: string;
  union_level: string;
  union_set_up: string;
  chair_is_admin_head: boolean;
  congress_required: boolean;
}

export interface Member {
  person_id: string;
  unit_code: string;
  gender: string;
  birth_date: string;
  hire_date: string;
  staff_category: string;
  employment_type: string | null;
  on_post_status: string;
  is_union_member: boolean;
  join_date: string | null;
  union_group: string | null;
  is_union_cadre: boolean;
  congress_role: string[] | null;
}

export interface Club {
  club_code: string;
  club_type: string;
  status: string;
}
