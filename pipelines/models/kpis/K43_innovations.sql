-- Innovations of the year that were adopted, by kind, with those handed in and the share adopted.
-- Zero rows: units; union; 创新类别=技术革新|技术协助|发明创造|合理化建议|五小; 另列=申报数（项）
with handed_in as (
    select
        awards.unit_code,
        months.month,
        awards.innovation_type,
        -- Adopted without a day of result: it can only be dated by its application.
        coalesce(
            awards.is_adopted and coalesce(awards.result_on, awards.applied_on) <= months.month_end,
            false
        )::integer as is_adopted,
        -- The decision is as good as dated by the application where no day of result is given.
        coalesce(
            (awards.stage in ('获得', '未获得') or awards.is_adopted is not null)
            and coalesce(awards.result_on, awards.applied_on) <= months.month_end,
            false
        ) as is_decided
    from marts.months
    inner join marts.awards on awards.entered_on between months.year_start and months.month_end
    where awards.record_type = '群众性创新'
)
select
    unit_code,
    month,
    unnest(['', '创新类别=' || innovation_type]) as segment,
    is_adopted as numerator,
    null as denominator
from handed_in
union all
select unit_code, month, '另列=申报数（项）', count(*), null
from handed_in
group by all
union all
select unit_code, month, '另列=采纳率（%）', sum(is_adopted), count(*)
from handed_in
group by all
union all
select unit_code, month, '另列=未采纳（项）', count(*) filter (where is_decided and is_adopted = 0), null
from handed_in
group by all
union all
select unit_code, month, '待结果（项）=' || coalesce(innovation_type, '未分类'), count(*), null
from handed_in
where not is_decided
group by all
