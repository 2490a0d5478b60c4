-- How much this year's standards per person exceed last year's, over the festivals and birthdays given out so far.
-- Beyond 100 %: a standard may be more than doubled, or fall.
with occasions as (
    select year, occasion
    from marts.festivals
    union all
    select distinct year, '生日' as occasion
    from marts.months
),
-- How many benefits have which standard; the mode is the standard of the occasion, the lower one if two are as frequent.
this_year as (
    select months.month, months.year, grants.occasion, grants.standard_yuan, count(*) as benefits
    from marts.months
    inner join people.grants on months.year = grants.year and grants.issued_on <= months.month_end
    inner join occasions on grants.year = occasions.year and grants.occasion = occasions.occasion
    where grants.standard_yuan is not null
    group by all
),
last_year as (
    select year + 1 as year, occasion, standard_yuan, count(*) as benefits
    from people.grants
    where standard_yuan is not null
    group by all
),
standards as (
    select
        this_year.month,
        this_year.occasion,
        this_year.standard_yuan as this_standard_yuan,
        -- An occasion that nobody was given anything for last year had the standard 0.
        coalesce(last_standards.standard_yuan, 0) as last_standard_yuan
    from (
        select *
        from this_year
        qualify row_number() over (partition by month, occasion order by benefits desc, standard_yuan) = 1
    ) as this_year
    left join (
        select *
        from last_year
        qualify row_number() over (partition by year, occasion order by benefits desc, standard_yuan) = 1
    ) as last_standards using (year, occasion)
)
select
    null as unit_code,
    month,
    if(grouping(occasion) = 1, '', '事由=' || occasion) as segment,
    sum(this_standard_yuan - last_standard_yuan) as numerator,
    sum(last_standard_yuan) as denominator
from standards
group by grouping sets ((month), (month, occasion))
having sum(last_standard_yuan) > 0
union all
-- The festivals' standards beside the limit that the province sets for a year; birthdays have a limit of their own.
select null, standards.month, unnest(['另列=节日标准合计（元）', '另列=省总上限（元）', '另列=超过省总上限（元）']), unnest([
    sum(standards.this_standard_yuan),
    any_value(limits.value::integer),
    greatest(sum(standards.this_standard_yuan) - any_value(limits.value::integer), 0)
]), null
from standards
inner join marts.parameters as limits
    on limits.year = date_part('year', standards.month)
    and limits.name = 'festival_limit_yuan'
where standards.occasion <> '生日'
group by all
