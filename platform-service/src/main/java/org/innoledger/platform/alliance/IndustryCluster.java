package org.innoledger.platform.alliance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The fourteen clusters 产业集群 that alliances shall cover. Source: work plan for full coverage (14 大产业集群), by
/// the names of the province's plan of fourteen strategic emerging industries (晋政发〔2021〕17号).
@Schema(description = """
                产业集群 Cluster: IT_APPLICATION 信息技术应用创新 | SEMICONDUCTORS 半导体 | BIG_DATA 大数据融合创新 | \
                PHOTOELECTRICITY 光电 | PHOTOVOLTAICS 光伏 | CARBON_MATERIALS 碳基新材料 | SPECIAL_METALS 特种金属材料 | \
                BIO_MATERIALS 生物基新材料 | RAIL_TRANSIT 先进轨道交通装备 | COAL_MACHINERY 煤机智能制造装备 | \
                NEW_ENERGY_VEHICLES 智能网联新能源汽车 | GENERAL_AVIATION 通用航空 | MEDICINE_AND_HEALTH 现代生物医药和大健康 | \
                ENVIRONMENTAL_PROTECTION 节能环保""", examples = "CARBON_MATERIALS")
public enum IndustryCluster {
    IT_APPLICATION,
    SEMICONDUCTORS,
    BIG_DATA,
    PHOTOELECTRICITY,
    PHOTOVOLTAICS,
    CARBON_MATERIALS,
    SPECIAL_METALS,
    BIO_MATERIALS,
    RAIL_TRANSIT,
    COAL_MACHINERY,
    NEW_ENERGY_VEHICLES,
    GENERAL_AVIATION,
    MEDICINE_AND_HEALTH,
    ENVIRONMENTAL_PROTECTION;
}
