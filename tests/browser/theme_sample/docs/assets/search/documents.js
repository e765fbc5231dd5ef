caveatSearch.add("documents", [
{
"href": "guidance/guide.html",
"title": "Common elements of an investigation",
"kind": "Investigation guide",
"ref": "MS-GUI-001",
"date": "Updated 18 March 2024",
"status": "force",
"excerpt": "Think section 45 early, and keep thinking. Separate victims from suspects as soon as you can."
},
{
"href": "guidance/card.html",
"title": "Initial actions card",
"kind": "Aide-memoire",
"ref": "MS-AID-001",
"date": "Updated 18 March 2024",
"status": "force",
"excerpt": "Think section 45. A suspect may be a victim."
},
{
"href": "debriefs/fort.html",
"title": "Operation FORT: investigation and safeguarding",
"kind": "Debrief",
"ref": "MS-DEB-001",
"date": "Updated 20 March 2023",
"status": "force",
"excerpt": "One liaison officer from first contact to sentence, in a case of forced labour & debt <bondage>."
},
{
"href": "guidance/superseded.html",
"title": "Guide to criminal exploitation (January 2020)",
"kind": "Guidance",
"ref": "MS-GDN-003",
"date": "Replaced 20 March 2023",
"status": "superseded",
"excerpt": "Cannabis cultivation and theft as forms of criminal exploitation; section 45."
}
]);
