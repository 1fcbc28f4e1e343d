import random
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bocage.people.models import Person
from bocage.welcome.models import *
from tests.territory.factories import *
from tests.welcome.stage_factories import coordinator, coordinator_of_epci


@pytest.mark.django_db
def test_speed(client):
    rnd=random.Random(1); now=timezone.now(); d=DepartementFactory(); e=EpciFactory()
    communes=[CommuneFactory() for _ in range(40)]
    people=[Person(email=f"p{i}@x.example",name=f"Prénom{i} Nom{i%900}",password="!") for i in range(20000)]
    Person.objects.bulk_create(people, batch_size=2000)
    stages=[s.value for s in Stage]
    ps=[]
    for i in range(20000):
        st=rnd.choice(stages); arr=st in ("settled","rooted")
        ps.append(SettlementProject(departement=d,name=f"Famille Nom{i%900}",stage=st,stage_since=now-timedelta(days=rnd.randint(0,300)),origin="Paris",trade="graphiste",words="mot "*80,sent_at=now,answer_due_at=now+timedelta(days=rnd.randint(-5,5)),answered_at=None if st=="contact" else now,next_action="Appeler" if rnd.random()<.8 else "",last_contact_at=now,commune=rnd.choice(communes) if arr or rnd.random()<.2 else None,epci=e if rnd.random()<.2 else None,moved_in_on=now.date() if arr else None))
        if ps[-1].next_action: ps[-1].next_action_on=now.date()+timedelta(days=rnd.randint(-20,40))
    SettlementProject.objects.bulk_create(ps,batch_size=2000)
    HouseholdAdult.objects.bulk_create([HouseholdAdult(project=p,person=x,is_first=True,joined_at=now) for p,x in zip(ps,people)],batch_size=2000)
    with connection.cursor() as c: c.execute("ANALYZE")
    for who in (coordinator(), coordinator_of_epci(e)):
        client.force_login(who)
        for url in (reverse("project_board"), reverse("project_list"), reverse("project_list")+"?mots=nom12", reverse("project_board")+"?mots=prenom77", reverse("project_list")+"?retard=on&page=30", reverse("project_file",args=[ps[5].pk])):
            t=[]
            for k in range(12):
                a=time.perf_counter(); r=client.get(url); t.append((time.perf_counter()-a)*1000)
            with CaptureQueriesContext(connection) as q: client.get(url)
            print(who.name, url[:60], r.status_code, "median %.0f max %.0f"%(sorted(t)[6],max(t)), "slow:", [(x["time"],x["sql"][:70] if float(x["time"])>0.01 else "") for x in q.captured_queries if float(x["time"])>0.008])
