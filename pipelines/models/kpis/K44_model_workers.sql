-- Different people newly honoured this year at city level or above.
-- Zero rows: units; union; 级别=国家级|省部级|市级
with honours as (
    select
        unit_code,
        result_on,
        unnest(['', '级别=' || level, '荣誉名称=' || item_name]) as segment,
        record_id,
        person_number
    from marts.awards
    where record_type = '上级荣誉'
        and level in ('国家级', '省部级', '市级')
        and subject_type = '个人'
        and stage = '获得'
        and is_new_this_year
        and person_number is not null
        -- An honour without a day cannot be placed in a year.
        and result_on is not null
),
first_honours as (
    select *
    from honours
    qualify row_number() over (
        partition by year(result_on), segment, person_number
        order by result_on, record_id
    ) = 1
)
select
    first_honours.unit_code,
    months.month,
    first_honours.segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join first_honours on first_honours.result_on between months.year_start and months.month_end
group by all
union all
-- What is on its way, what was not given, and what groups were given: none of them is a person newly honoured.
select
    awards.unit_code,
    months.month,
    case
        when awards.stage not in ('获得', '未获得') or awards.result_on > months.month_end
            then if(awards.subject_type = '个人', '推荐中（人）=', '集体推荐中（个）=')
        when awards.stage = '未获得' then if(awards.subject_type = '个人', '未获得（人）=', '集体未获得（个）=')
        when awards.subject_type = '集体' then '集体荣誉（个）='
    end || awards.item_name as segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join marts.awards on awards.entered_on between months.year_start and months.month_end
where awards.record_type = '上级荣誉'
    and awards.level in ('国家级', '省部级', '市级')
group by all
