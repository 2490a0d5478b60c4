-- Prizes won at the province's contest of young teachers (T09-04), by grade, and how many people took part.
-- Zero rows: units; union; 另列=参赛人数（人）
with won as (
    select
        unit_code,
        result_on,
        unnest(['', '等次=' || result_grade]) as segment
    from marts.awards
    where deliverable_code = 'T09-04'
        and level = '省部级'
        and stage = '获得'
),
contestants as (
    select
        unit_code,
        entered_on
    from marts.awards
    where deliverable_code = 'T09-04'
        and stage in ('参赛', '获得', '未获得')
        and person_number is not null
        and entered_on is not null
    qualify row_number() over (
        partition by year(entered_on), person_number
        order by entered_on, record_id
    ) = 1
)
select
    won.unit_code,
    months.month,
    won.segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join won on won.result_on between months.year_start and months.month_end
group by all
union all
select contestants.unit_code, months.month, '另列=参赛人数（人）', count(*), null
from marts.months
inner join contestants on contestants.entered_on between months.year_start and months.month_end
group by all
union all
-- A contest without a result yet is not lost.
select awards.unit_code, months.month, '待结果（项）=' || awards.item_name, count(*), null
from marts.months
inner join marts.awards on awards.entered_on between months.year_start and months.month_end
where awards.deliverable_code = 'T09-04'
    and (awards.stage not in ('获得', '未获得') or awards.result_on > months.month_end)
group by all
